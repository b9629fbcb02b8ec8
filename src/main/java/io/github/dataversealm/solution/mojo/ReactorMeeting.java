package io.github.dataversealm.solution.mojo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/**
 * Where the modules of a build meet that have an import: in the session, which all of them have, and with objects that all of
 * them know, whatever class loaders they have. Modules may come at the same time.
 *
 * @param come what the modules have left that came, by the ids of their imports
 * @param state how far it is, by the names below
 */
record ReactorMeeting(Map<String, Map<String, Object>> come, Map<String, Boolean> state) {

    private static final String COME = "io.github.dataversealm.solution.import";
    private static final String STATE = COME + ".state";
    private static final String WATCHED = "watched";
    private static final String BEGUN = "begun";
    private static final String DONE = "done";
    private static final String INVITED = "invited ";

    static ReactorMeeting of(MavenSession session) {
        return new ReactorMeeting(SessionMap.of(session, COME), SessionMap.of(session, STATE));
    }

    /**
     * Notes that a module has come to its import.
     *
     * @param left what it leaves for the last one; empty when it has nothing to import
     * @return how many have come so far
     */
    int arrive(String id, Optional<ModuleImport> left) {
        synchronized (come) {
            come.put(id, left.map(ModuleImport::values).orElse(Map.of()));
            return come.size();
        }
    }

    /** Lets an import come that is none of this build. */
    void invite(String id) {
        state.put(INVITED + id, true);
    }

    boolean isInvited(String id) {
        return state.containsKey(INVITED + id);
    }

    /** What those have left that have something to import. */
    List<ModuleImport> left(Collection<String> order) {
        synchronized (come) {
            return order.stream()
                    .map(id -> come.getOrDefault(id, Map.of()))
                    .filter(values -> !values.isEmpty())
                    .map(ModuleImport::new)
                    .toList();
        }
    }

    /** Notes that the import of what they left begins. */
    void begin() {
        state.put(BEGUN, true);
    }

    boolean isBegun() {
        return state.containsKey(BEGUN);
    }

    /** Notes that everything was imported. */
    void close() {
        state.put(DONE, true);
    }

    boolean isDone() {
        return state.containsKey(DONE);
    }

    /** Notes that somebody says at the end of the build what was not imported. */
    void watch() {
        state.put(WATCHED, true);
    }

    boolean isWatched() {
        return state.containsKey(WATCHED);
    }
}
