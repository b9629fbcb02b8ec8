package io.github.dataversealm.solution.mojo;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The import of several modules in one go, evaluated and to be done, as the module that came last sees it: in objects of the JDK
 * and of Maven, like {@link ModuleImport}. What goes wrong is an exception of Maven's.
 *
 * @param values by the names below
 */
record BatchWork(Map<String, Object> values) {

    private static final String FAILURE = "failure";
    private static final String BRINGS = "brings";
    private static final String READINESS = "readiness";
    private static final String WORK = "work";
    private static final String END = "end";

    BatchWork {
        values = Map.copyOf(values);
    }

    /** An import that cannot be done. */
    static BatchWork failed(Exception failure) {
        return new BatchWork(Map.of(FAILURE, failure));
    }

    /**
     * Tells of an import that can be done.
     *
     * @param brings the versions that the environments get, by their ids and the unique names of the solutions
     * @param readiness looks whether the environments are ready, told what the imports before bring
     * @param work does it
     * @param end lets go of what it holds
     */
    static BatchWork of(
            Map<String, Map<String, String>> brings,
            Function<Map<String, Map<String, String>>, Optional<Exception>> readiness,
            Supplier<Optional<Exception>> work,
            Supplier<Optional<Exception>> end) {
        return new BatchWork(Map.of(BRINGS, brings, READINESS, readiness, WORK, work, END, end));
    }

    Optional<Exception> failure() {
        return Optional.ofNullable((Exception) values.get(FAILURE));
    }

    @SuppressWarnings("unchecked")
    Map<String, Map<String, String>> brings() {
        return (Map<String, Map<String, String>>) values.get(BRINGS);
    }

    /** What keeps the environments from getting it after what is brought before. */
    @SuppressWarnings("unchecked")
    Optional<Exception> obstacle(Map<String, Map<String, String>> before) {
        return ((Function<Map<String, Map<String, String>>, Optional<Exception>>) values.get(READINESS)).apply(before);
    }

    /** Does it. */
    Optional<Exception> apply() {
        return called(WORK);
    }

    /** Lets go of what it holds. */
    Optional<Exception> end() {
        return values.containsKey(END) ? called(END) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private Optional<Exception> called(String name) {
        return ((Supplier<Optional<Exception>>) values.get(name)).get();
    }
}
