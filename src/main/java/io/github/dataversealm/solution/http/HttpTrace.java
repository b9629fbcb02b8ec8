package io.github.dataversealm.solution.http;

/**
 * Takes one line for each request: method, host and path, status, request ids, duration. Never headers, query strings
 * of other hosts, or bodies, because they carry secrets. Calls may come from several threads.
 */
public interface HttpTrace {

    void line(String text);

    static HttpTrace none() {
        return text -> {};
    }
}
