package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.Scene;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zip and the unpacked folder of a real solution tell the same findings at the same places, and findings keep their
 * names when lines move and other components come (spec check-rules section 6).
 */
class FingerprintsConformanceTest {

    /** Rules about something that only a zip, or only a folder has; schemas are for the files as they are. */
    private static final Set<String> ONE_SIDED =
            Set.of("pkg-content-type", "pkg-foreign-file", "pkg-file-orphan", "pkg-managed-flag", "pkg-schema");

    private final Corpus corpus = Corpus.orSkip();

    @TempDir
    private Path temp;

    @Test
    void zip_and_folder_have_the_same_findings_which_keep_their_names_when_lines_move() throws IOException {
        int findings = 0;
        int placed = 0;
        int moved = 0;
        List<String> differences = new ArrayList<>();
        for (String id : corpus.sampleIds()) {
            Path folder = Scene.unpack(corpus.zip(id), temp.resolve(id));
            Map<String, Finding> inZip = findings(Checking.of(corpus.zip(id)).sources(folder));
            Map<String, Finding> inFolder = findings(Checking.of(folder));
            findings += inZip.size();
            differ(id, "only in the zip", inZip, inFolder, differences);
            differ(id, "only in the folder", inFolder, inZip, differences);
            for (Map.Entry<String, Finding> entry : inZip.entrySet()) {
                Finding other = inFolder.get(entry.getKey());
                if (other != null) {
                    if (place(other).equals(place(entry.getValue()))) {
                        placed++;
                    } else {
                        differences.add(id + ": " + other.rule().id() + " is at " + place(entry.getValue())
                                + " by the zip and at " + place(other) + " by the folder");
                    }
                }
            }
            move(folder);
            Map<String, Finding> afterwards = findings(Checking.of(folder));
            differ(id, "gone when lines moved", inFolder, afterwards, differences);
            differ(id, "come when lines moved", afterwards, inFolder, differences);
            moved += afterwards.size();
        }
        System.out.println("corpus check fingerprints: " + findings + " findings of zips, " + placed
                + " at the same place in folders, " + moved + " after lines were moved, " + differences.size()
                + " differences");
        assertThat(differences).isEmpty();
    }

    private static Map<String, Finding> findings(Checking checking) throws IOException {
        return checking.run().findings().stream()
                .filter(finding -> !ONE_SIDED.contains(finding.rule().id()))
                .collect(Collectors.toMap(Finding::fingerprint, finding -> finding, (a, b) -> a, TreeMap::new));
    }

    private static String place(Finding finding) {
        return finding.file() + ":" + finding.line() + ":" + finding.column();
    }

    private static void differ(
            String id, String what, Map<String, Finding> these, Map<String, Finding> those, List<String> differences) {
        Set<String> only = new TreeSet<>(these.keySet());
        only.removeAll(those.keySet());
        only.forEach(fingerprint -> {
            Finding finding = these.get(fingerprint);
            differences.add(id + ": " + what + ": " + finding.rule().id() + " " + finding.subject() + " at "
                    + place(finding) + " " + finding.message());
        });
    }

    /** Puts blank lines into all that is XML, JSON or script, and a component in front of the others. */
    private static void move(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(".xml")) {
                rewrite(file, text -> text.replaceFirst("(?s)(<[A-Za-z][^>]*[^/]>)", "$1\n\n<!-- moved -->\n\n"));
            } else if (name.endsWith(".json")) {
                rewrite(file, text -> text.replaceFirst("\\{", "{\n\n\n"));
            } else if (name.endsWith(".js")) {
                rewrite(file, text -> "\n\n\n" + text);
            }
        }
        String id = "{5eeded00-0000-0000-0000-000000000001}";
        Path page = folder.resolve("WebResources/aaa_moved");
        Files.createDirectories(page.getParent());
        Files.writeString(page, "moved");
        Files.writeString(
                folder.resolve("WebResources/aaa_moved.data.xml"),
                "<WebResource><WebResourceId>" + id + "</WebResourceId><Name>aaa_moved</Name>"
                        + "<WebResourceType>2</WebResourceType><FileName>/WebResources/aaa_moved</FileName></WebResource>");
        rewrite(
                folder.resolve("Other/Solution.xml"),
                text -> text.replaceFirst(
                        "<RootComponents */>|<RootComponents>",
                        "<RootComponents><RootComponent type=\"61\" schemaName=\"aaa_moved\" behavior=\"0\" />"
                                + (text.contains("</RootComponents>") ? "" : "</RootComponents>")));
    }

    private interface Edit {
        String apply(String text);
    }

    private static void rewrite(Path file, Edit edit) throws IOException {
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.UTF_8);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
            Files.writeString(file, edit.apply(text));
        }
    }
}
