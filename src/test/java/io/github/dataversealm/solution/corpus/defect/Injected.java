package io.github.dataversealm.solution.corpus.defect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A defect that was put into a solution.
 *
 * @param what for a person who looks at a miss
 * @param rule what the check of the zip must say
 * @param folderRule what the check of the folder must say; empty when a folder cannot have the defect
 * @param entries the zip with the defect
 * @param places where it is in the sources, as {@code file:line}; one of them must be named
 * @param folderEdit how the unpacked solution gets the defect when the damaged zip cannot be unpacked
 */
record Injected(
        String what,
        String rule,
        String folderRule,
        Map<String, byte[]> entries,
        Function<Sources, Set<String>> places,
        Optional<FolderEdit> folderEdit) {

    @FunctionalInterface
    interface FolderEdit {
        void apply(Path folder) throws IOException;
    }

    static Injected of(String what, String rule, Parcel.Change change, Function<Sources, Set<String>> places) {
        return new Injected(what, rule, rule, change.entries(), places, Optional.empty());
    }

    Injected inFolder(String otherRule) {
        return new Injected(what, rule, otherRule, entries, places, folderEdit);
    }

    Injected edit(FolderEdit edit) {
        return new Injected(what, rule, folderRule, entries, places, Optional.of(edit));
    }
}
