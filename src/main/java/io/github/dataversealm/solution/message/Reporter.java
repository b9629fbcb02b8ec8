package io.github.dataversealm.solution.message;

/** What the engine tells the user while it works. The front end decides how it is shown; calls may come from several threads. */
public interface Reporter {

    /** A fact that everyone wants to see, one line. */
    void info(String message);

    /** Something that the user should look at; the work goes on. */
    void warn(String message);

    /** A detail for someone who looks for a fault: one line per file and decision. */
    void debug(String message);

    /** A reporter that tells nobody, for callers that only want results. */
    static Reporter silent() {
        return new Reporter() {
            @Override
            public void info(String message) {
                // nobody listens
            }

            @Override
            public void warn(String message) {
                // nobody listens
            }

            @Override
            public void debug(String message) {
                // nobody listens
            }
        };
    }
}
