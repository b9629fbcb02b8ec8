package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of real solutions over real sockets: upload, analysis, download, merge. The service of the local environment
 * finds what the offline analysis finds, so each finding of one of its rules must be found by both, and nothing twice.
 */
class ServiceCorpusTest {

    private static final long MAX_ZIP = 4L << 20;
    private static final int MOST = 8;

    private final Corpus corpus = Corpus.orSkip();

    @TempDir
    private Path folder;

    @Test
    void both_sides_find_the_same_in_zips_and_in_folders() throws IOException {
        int solutions = 0;
        int both = 0;
        int located = 0;
        try (LocalService service = new LocalService(folder.resolve("environment"))) {
            for (String id : small()) {
                Path zip = corpus.zip(id);
                Path sources = folder.resolve(id);
                new Unpacker().unpack(UnpackRequest.of(zip, sources), Reporter.silent());
                for (CheckResult result : List.of(
                        service.result(zip, Optional.empty(), ServiceOptions.defaults()),
                        service.result(zip, Optional.of(sources), ServiceOptions.defaults()),
                        service.result(sources, Optional.empty(), ServiceOptions.defaults()))) {
                    assertThat(result.service().state()).as(id).isEqualTo(ServiceRun.State.DONE);
                    both += same(id, result);
                    located += (int) result.findings().stream()
                            .filter(finding -> finding.foundBy() == FoundBy.BOTH && finding.inSource())
                            .count();
                }
                solutions++;
            }
        }
        assertThat(solutions).isPositive();
        System.out.println("corpus checker service: " + solutions + " solutions, " + both + " findings of both sides, "
                + located + " of them shown in the source folder");
    }

    /** The small ones, spread over the corpus. */
    private List<String> small() throws IOException {
        List<String> small = new ArrayList<>();
        for (String id : corpus.ids()) {
            if (Files.size(corpus.zip(id)) < MAX_ZIP) {
                small.add(id);
            }
        }
        int step = Math.max(1, small.size() / MOST);
        List<String> spread = new ArrayList<>();
        for (int i = 0; i < small.size(); i += step) {
            spread.add(small.get(i));
        }
        return spread;
    }

    private static int same(String id, CheckResult result) {
        ServiceRules rules = ServiceRules.complete();
        List<Finding> ofService = result.findings().stream()
                .filter(finding -> rules.isSolutionChecker(finding.rule().id()))
                .filter(finding -> result.rules().contains(finding.rule()))
                .toList();
        assertThat(ofService)
                .as(id + " " + result.target())
                .allSatisfy(finding -> assertThat(finding.foundBy())
                        .as(finding.rule().id() + " " + finding.location() + " " + finding.subject())
                        .isEqualTo(FoundBy.BOTH));
        assertThat(result.findings())
                .filteredOn(finding -> finding.foundBy() == FoundBy.SERVICE)
                .as(id + " " + result.target())
                .allMatch(finding -> !result.rules().contains(finding.rule()));
        return ofService.size();
    }
}
