package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The formats of reports, each a writer of one result. */
public enum Reports {
    SARIF("sarif") {
        @Override
        void writeTo(CheckResult result, Optional<String> sourceBase, Path file) throws IOException {
            new SarifFiles(new SarifReport(sourceBase, afterFirstHyphen(file))).write(result, file);
        }

        @Override
        public void delete(Path file) throws IOException {
            super.delete(file);
            Files.deleteIfExists(beside(file, "full"));
        }
    },
    /** Several files, each named like the given one with the family of rules in front of the extension. */
    JUNIT("xml") {
        @Override
        void writeTo(CheckResult result, Optional<String> sourceBase, Path file) throws IOException {
            Map<String, String> suites = new JunitReport(result).write();
            // a family that is not there any more would go on failing
            delete(file);
            for (Map.Entry<String, String> suite : suites.entrySet()) {
                write(beside(file, suite.getKey()), suite.getValue());
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                return;
            }
            String name = file.getFileName().toString();
            int dot = name.lastIndexOf('.');
            // no dot in the middle: another solution's name may begin with this one's and a dot
            Pattern own = Pattern.compile(
                    Pattern.quote(name.substring(0, dot)) + "\\.[^.]+" + Pattern.quote(name.substring(dot)));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path old : files.filter(each ->
                                own.matcher(each.getFileName().toString()).matches())
                        .toList()) {
                    Files.deleteIfExists(old);
                }
            }
        }
    },
    HTML("html") {
        @Override
        void writeTo(CheckResult result, Optional<String> sourceBase, Path file) throws IOException {
            write(file, new HtmlReport().write(result));
        }
    },
    JSON("json") {
        @Override
        void writeTo(CheckResult result, Optional<String> sourceBase, Path file) throws IOException {
            write(file, new JsonReport().write(result));
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

    abstract void writeTo(CheckResult result, Optional<String> sourceBase, Path file) throws IOException;

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
        writeTo(result, sourceBase, file);
    }

    /** Takes away what {@link #write(CheckResult, Optional, Path)} has once written, so that nobody reads what holds no more. */
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Writes a text. What a solution says may hold half a surrogate pair, which JSON allows and UTF-8 does not have; that
     * becomes a question mark and no reason to lose the report.
     */
    static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The file beside another one that has a word more in its name: {@code check.sarif}, {@code check.full.sarif}. */
    static Path beside(Path file, String word) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "." + word + name.substring(dot));
    }

    /** {@code unmanaged} of {@code check-unmanaged.sarif}: what tells apart the zips of one build. */
    private static String afterFirstHyphen(Path file) {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        return stem.indexOf('-') < 0 ? "" : stem.substring(stem.indexOf('-') + 1);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
