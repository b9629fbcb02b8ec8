package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The formats of reports, each a writer of one result. */
public enum Reports {
    SARIF("sarif") {
        @Override
        String write(CheckResult result, Optional<String> sourceBase) {
            return new SarifReport(sourceBase).write(result);
        }
    },
    JUNIT("xml") {
        @Override
        String write(CheckResult result, Optional<String> sourceBase) {
            return new JunitReport().write(result);
        }
    },
    HTML("html") {
        @Override
        String write(CheckResult result, Optional<String> sourceBase) {
            return new HtmlReport().write(result);
        }
    },
    JSON("json") {
        @Override
        String write(CheckResult result, Optional<String> sourceBase) {
            return new JsonReport().write(result);
        }
    };

    private final String extension;

    Reports(String extension) {
        this.extension = extension;
    }

    /** The extension of its files. */
    public String extension() {
        return extension;
    }

    abstract String write(CheckResult result, Optional<String> sourceBase);

    /**
     * Writes a report.
     *
     * @param sourceBase the path of the source folder from the root of the repository; empty when a zip alone was checked
     */
    public void write(CheckResult result, Optional<String> sourceBase, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, write(result, sourceBase), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
