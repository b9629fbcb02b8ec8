package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dependency.DependencyFinding;
import io.github.dataversealm.solution.dependency.DependencyFinding.Kind;
import io.github.dataversealm.solution.dependency.DependencyFinding.Mode;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells the user where declared dependencies and needs do not agree: warnings to the log, errors as the failure of the goal. */
final class FindingReport {

    /** So many findings of a kind are told with all there is to say; of the rest the names. */
    private static final int MOST = 5;

    private final Mode mode;

    FindingReport(Mode mode) {
        this.mode = mode;
    }

    void warn(List<DependencyFinding> findings, Reporter reporter) {
        Map<Kind, Integer> told = new EnumMap<>(Kind.class);
        for (DependencyFinding finding : findings) {
            if (!finding.isError(mode) && told.merge(finding.kind(), 1, Integer::sum) <= MOST) {
                reporter.warn(finding.text());
            }
        }
        told.forEach((kind, count) -> {
            if (count > MOST) {
                reporter.warn("and " + (count - MOST) + " more of this kind, about: "
                        + findings.stream()
                                .filter(finding -> finding.kind() == kind)
                                .skip(MOST)
                                .map(FindingReport::name)
                                .collect(Collectors.joining(", ")));
            }
        });
    }

    private static String name(DependencyFinding finding) {
        return finding.solution().isEmpty() ? "components of an unknown solution" : finding.solution();
    }

    /**
     * Tells all of them, for a goal that goes on.
     *
     * @return what would fail, when there is an error among them
     */
    Optional<String> tell(List<DependencyFinding> findings, Reporter reporter) {
        findings.stream().filter(finding -> finding.isError(mode)).forEach(finding -> reporter.warn(finding.text()));
        if (mode != Mode.OFF) {
            warn(findings, reporter);
        }
        return findings.stream().anyMatch(finding -> finding.isError(mode))
                ? Optional.of("the dependencies")
                : Optional.empty();
    }

    /** @throws SolutionException when one of the findings is an error */
    void require(List<DependencyFinding> findings) {
        List<DependencyFinding> errors =
                findings.stream().filter(finding -> finding.isError(mode)).toList();
        if (!errors.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The dependencies do not agree with what the package needs:"
                            + errors.stream()
                                    .map(DependencyFinding::text)
                                    .map(text -> System.lineSeparator() + text)
                                    .collect(Collectors.joining()),
                    "A dependency of type dataverse-solution has to be installed first, in at least its version."
                            + " Not to be told: -Dsolution.dependencyCheck=off");
        }
    }
}
