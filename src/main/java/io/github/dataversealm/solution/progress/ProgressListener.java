package io.github.dataversealm.solution.progress;

/** Is told how far work is. Calls may come from several threads. */
public interface ProgressListener {

    void update(Progress progress);

    /** The work is over, well or not; what became of it is told elsewhere. */
    void done(Progress last);

    static ProgressListener silent() {
        return new ProgressListener() {
            @Override
            public void update(Progress progress) {
                // nobody listens
            }

            @Override
            public void done(Progress last) {
                // nobody listens
            }
        };
    }
}
