package io.github.dataversealm.solution.tree;

/**
 * What an update of a source folder may do.
 *
 * @param allowDelete whether stale files may be deleted; false: they are left and reported
 * @param allowWrite false: nothing at all is written or deleted, the result says what would be
 * @param clobber whether read-only files may be replaced or deleted; false: one of them fails the update
 */
public record TreeOptions(boolean allowDelete, boolean allowWrite, boolean clobber) {

    /** The defaults of {@code solution:unpack}. */
    public static final TreeOptions DEFAULT = new TreeOptions(true, true, false);
}
