package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.path.CaseKey;

/**
 * Which part of the checked files a suppression is about.
 *
 * @param path the folder or file; empty for all
 * @param isFolder whether it is a folder
 * @param from the first line; 0 when the file as a whole is meant, with findings that have no line
 * @param to the last line
 */
public record Extent(String path, boolean isFolder, int from, int to) {

    public static final Extent ALL = new Extent("", true, 0, Integer.MAX_VALUE);

    public static Extent folder(String path) {
        return new Extent(path, true, 0, Integer.MAX_VALUE);
    }

    public static Extent lines(String file, int from, int to) {
        return new Extent(file, false, from, to);
    }

    boolean covers(Finding finding) {
        return finding.line() >= from && finding.line() <= to && isAbove(finding.file());
    }

    private boolean isAbove(String file) {
        if (path.isEmpty()) {
            return true;
        }
        String key = CaseKey.of(file);
        return isFolder ? key.startsWith(CaseKey.of(path) + "/") : key.equals(CaseKey.of(path));
    }

    /** The file as seen from the folder. */
    String relative(String file) {
        return isFolder && !path.isEmpty() && file.length() > path.length() ? file.substring(path.length() + 1) : file;
    }
}
