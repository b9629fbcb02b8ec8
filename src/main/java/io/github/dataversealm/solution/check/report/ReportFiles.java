package io.github.dataversealm.solution.check.report;

import java.nio.file.Path;

/**
 * Where the reports of a check are.
 *
 * @param folder that of all but JUnit's, which go to {@code surefire-reports} beside it, where build servers look
 */
public record ReportFiles(Path folder) {

    /**
     * The file of a report.
     *
     * @param solution the solution's name
     * @param variant what the name ends with; empty for the first zip of a solution
     */
    public Path of(Reports format, String solution, String variant) {
        if (format == Reports.JUNIT) {
            String name = solution.replaceAll("[^A-Za-z0-9_.-]", "_");
            return folder.resolveSibling("surefire-reports").resolve("TEST-solution-check-" + name + variant + ".xml");
        }
        return folder.resolve("check" + variant + "." + format.extension());
    }
}
