package io.github.dataversealm.solution.check.tree;

/**
 * A file of a solution.
 *
 * @param path from the root of the zip or folder, with {@code /}
 * @param size in bytes
 */
public record PackageFile(String path, long size) {

    // written out: what Java makes for records takes long to load, and each file of each solution is asked

    @Override
    public boolean equals(Object other) {
        return other instanceof PackageFile file && size == file.size && path.equals(file.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** The name without its folders. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whether the path begins with that folder, in any letter case. */
    public boolean isIn(String folder) {
        return path.length() > folder.length()
                && path.charAt(folder.length()) == '/'
                && path.regionMatches(true, 0, folder, 0, folder.length());
    }

    /** Whether the path ends so, in any letter case. */
    public boolean endsWith(String suffix) {
        int at = path.length() - suffix.length();
        return at >= 0 && path.regionMatches(true, at, suffix, 0, suffix.length());
    }
}
