package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules find in real solutions: the counts are printed, and nothing fails. */
class CheckConformanceTest {

    private final Corpus corpus = Corpus.orSkip();

    @Test
    void all_solutions_are_checked_without_a_failure_of_a_rule() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Integer> solutions = new TreeMap<>();
        long start = System.nanoTime();
        for (String id : corpus.ids()) {
            CheckResult result = check(corpus.zip(id));
            assertThat(result.errors()).as(id).isEmpty();
            Map<String, Integer> here = new TreeMap<>();
            for (Finding finding : result.findings()) {
                String key = finding.severity() + " " + finding.rule().id();
                here.merge(key, 1, Integer::sum);
                if (Boolean.getBoolean("solution.check.list")) {
                    System.out.println("corpus check finding: " + id + "\t" + key + "\t" + finding.location() + "\t"
                            + finding.subject() + "\t" + finding.message());
                }
            }
            here.forEach((key, count) -> {
                counts.merge(key, count, Integer::sum);
                solutions.merge(key, 1, Integer::sum);
            });
        }
        counts.forEach(
                (key, count) -> System.out.println("corpus check: " + key + " " + count + " in " + solutions.get(key)));
        System.out.println("corpus check: " + corpus.ids().size() + " solutions in "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    }

    @Test
    void an_unpacked_folder_has_the_findings_of_its_zip(@TempDir Path temp) throws IOException {
        int findings = 0;
        List<String> ids = corpus.sampleIds();
        for (String id : ids) {
            List<String> inZip = keys(check(corpus.zip(id)));
            Path folder = Scene.unpack(corpus.zip(id), temp.resolve(id));
            assertThat(keys(check(folder))).as(id).containsExactlyInAnyOrderElementsOf(inZip);
            findings += inZip.size();
        }
        System.out.println(
                "corpus check folders: " + findings + " findings of " + ids.size() + " unpacked solutions, equal");
    }

    /** What stays the same when a solution is unpacked. */
    private static List<String> keys(CheckResult result) {
        return result.findings().stream()
                // a folder that belongs to no component is left out by unpacking
                .filter(finding -> !finding.rule().id().equals("pkg-foreign-file"))
                .map(finding -> finding.severity() + " " + finding.rule().id() + " in " + finding.subject() + " "
                        + finding.fingerprint())
                .toList();
    }

    static CheckResult check(Path target) throws IOException {
        return Checking.usual(target).run();
    }
}
