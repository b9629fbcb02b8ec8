package io.github.dataversealm.solution.emulator.identity;

import io.github.dataversealm.solution.emulator.web.WebResponse;

/** A request without a token that can be used. */
public final class UnauthorizedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient WebResponse answer;

    UnauthorizedException(WebResponse answer) {
        super("401");
        this.answer = answer;
    }

    public WebResponse answer() {
        return answer;
    }
}
