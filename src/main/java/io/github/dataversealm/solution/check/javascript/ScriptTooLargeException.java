package io.github.dataversealm.solution.check.javascript;

/** A script has more parts than can be kept. */
public final class ScriptTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScriptTooLargeException(String message) {
        super(message);
    }
}
