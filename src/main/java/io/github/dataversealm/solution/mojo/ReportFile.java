package io.github.dataversealm.solution.mojo;

import java.nio.file.Path;

/** The file that a goal writes a report to, one for each of several environments. */
final class ReportFile {

    private ReportFile() {}

    /**
     * The file of an environment: {@code report.json}, or with several {@code report-test.json}.
     *
     * @param file the file that the user named
     */
    static Path of(Path file, Connection connection, boolean several) {
        if (!several) {
            return file;
        }
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot < 0 ? name.length() : dot;
        return file.resolveSibling(
                name.substring(0, end) + "-" + connection.environment().id() + name.substring(end));
    }
}
