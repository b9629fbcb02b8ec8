package io.github.dataversealm.solution.auth;

/** Gives the access tokens for one environment. Thread-safe; a token is kept until shortly before it expires. */
public interface TokenProvider {

    /**
     * A token for the environment.
     *
     * @throws SignInException when signing in failed, with the reason and what to do
     */
    String token();

    /** Forgets a token that the service refused, so that the next call of {@link #token} gets another one. */
    void refused(String token);
}
