package io.github.dataversealm.solution.tree;

import java.util.List;

/**
 * What an update did to a source folder, or would do when it may not write.
 * Paths are relative to the folder, with {@code /}, in the order of {@link String#compareTo}.
 *
 * @param created files that were not there before
 * @param changed files whose bytes changed
 * @param unchanged how many of the files put were already right and were not touched
 * @param deleted stale files that were deleted
 * @param left files that are no part of the solution and were left alone: those outside the component folders, stale
 *     ones that may not be deleted, symbolic links and special files; hidden ones are not counted
 */
public record TreeChanges(
        List<String> created, List<String> changed, int unchanged, List<String> deleted, List<String> left) {

    public TreeChanges {
        created = List.copyOf(created);
        changed = List.copyOf(changed);
        deleted = List.copyOf(deleted);
        left = List.copyOf(left);
    }
}
