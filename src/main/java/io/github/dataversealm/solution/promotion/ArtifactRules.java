package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.model.Coordinates;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules about what the zip is and where it comes from. */
final class ArtifactRules {

    /** The version of one snapshot in a repository, such as {@code 1.4.2-20260131.120000-3}. */
    private static final Pattern TIMESTAMPED = Pattern.compile(".*-\\d{8}\\.\\d{6}-\\d+");

    private static final int MOST = 5;

    private static final String BY_COORDINATES =
            "Import the artifact from the Maven repository: -Dsolution.artifact=<groupId>:<artifactId>:<version>";

    private ArtifactRules() {}

    static List<Answer> managed(Subject subject) {
        return List.of(
                subject.solution().isManaged()
                        ? Answer.kept("The solution is managed.")
                        : Answer.violated(
                                "The zip holds an unmanaged solution, and "
                                        + (subject.environment().production()
                                                ? "this is a production environment."
                                                : "only managed ones may come here."),
                                "Import the managed zip; pack makes both with -Dsolution.packageType=Both."));
    }

    static List<Answer> released(Subject subject) {
        Optional<Coordinates> coordinates = subject.solution().origin().map(Origin::coordinates);
        if (coordinates.isEmpty()) {
            return List.of(Answer.violated(
                    "The zip is a file without coordinates, so it is no released version.", BY_COORDINATES));
        }
        Coordinates found = coordinates.get();
        boolean snapshot =
                found.isSnapshot() || TIMESTAMPED.matcher(found.version()).matches();
        return List.of(
                snapshot
                        ? Answer.violated(
                                found + " is a snapshot, and only released versions may come here.",
                                "Release it: give the project a version without -SNAPSHOT, build and deploy that once, and import it.")
                        : published(
                                found, subject.solution(), subject.releases().of(found)));
    }

    /** The coordinates of a release are in every checkout; what makes a release is that it is published. */
    private static Answer published(Coordinates found, SolutionPackage solution, Publication publication) {
        if (publication instanceof Publication.Published published) {
            return published.sha256().equalsIgnoreCase(solution.sha256())
                    ? Answer.kept(found + " is a released version, and this is the zip that was published.")
                    : Answer.violated(
                            solution.zip() + " was built here, and is not what was published as " + found
                                    + ": its sha256 is " + solution.sha256() + ", and that of the published zip "
                                    + published.sha256() + ".",
                            "Import what was published: -Dsolution.artifact=" + found
                                    + ". If mvn install has put another one into the local repository, delete it there"
                                    + " first. What was changed since gets a version of its own.");
        }
        if (publication instanceof Publication.Absent absent) {
            return Answer.violated(
                    found + " was built here, and is not published" + absent.places() + ".",
                    "Publish it in its project (mvn deploy), and import it: -Dsolution.artifact=" + found);
        }
        Publication.Unknown unknown = (Publication.Unknown) publication;
        return Answer.violated(
                "Whether this is what was published as " + found + " cannot be found out: " + unknown.problem(),
                unknown.advice());
    }

    static List<Answer> checked(Subject subject) {
        SolutionPackage solution = subject.solution();
        if (solution.origin().isEmpty()) {
            return List.of(Answer.violated(
                    "The zip is a file without coordinates, so nothing proves that it was checked.", BY_COORDINATES));
        }
        Origin origin = solution.origin().get();
        if (origin.metadata().isEmpty()) {
            return List.of(Answer.violated(
                    origin.coordinates() + " has no metadata, so nothing proves that it was checked.",
                    "Build it again with this plugin: mvn deploy packs, checks and publishes it with its metadata."));
        }
        return List.of(checked(origin, origin.metadata().get(), solution));
    }

    private static Answer checked(Origin origin, ArtifactMetadata metadata, SolutionPackage solution) {
        Optional<PackagedFile> file = metadata.files().stream()
                .filter(found -> found.sha256().equals(solution.sha256()))
                .findFirst();
        if (file.isEmpty()) {
            return Answer.violated(
                    "The metadata of " + origin.coordinates() + " is of other bytes than this zip (sha256 "
                            + solution.sha256() + ").",
                    "Somebody has exchanged one of them: build and publish the version again, or look who did.");
        }
        if (file.get().check().isEmpty()) {
            return Answer.violated(
                    "The metadata of " + origin.coordinates() + " does not say that the zip was checked.",
                    "Build it with its check: mvn verify runs the goal check, unless it is skipped.");
        }
        CheckEvidence check = file.get().check().get();
        if (check.errorLevel().toLowerCase(Locale.ROOT).equals("none")) {
            return Answer.violated(
                    "The check of " + origin.coordinates()
                            + " could not fail: it ran with the error level None, which proves nothing.",
                    "Build it again with an error level: -Dsolution.errorLevel=High");
        }
        return passed(origin, check);
    }

    /** The findings that reach one of two severities; those of a severity that is not known are as grave as any. */
    private static String grave(Map<String, Integer> findings, Severity one, Severity other) {
        return findings.entrySet().stream()
                .filter(count -> count.getValue() > 0
                        && Severity.of(count.getKey())
                                .filter(severity -> !severity.reaches(one) && !severity.reaches(other))
                                .isEmpty())
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /** A check passes, too, when it may find what it likes or does not look: that proves nothing. */
    private static Answer passed(Origin origin, CheckEvidence check) {
        Optional<Severity> level = Severity.of(check.errorLevel());
        if (level.isEmpty() || check.strictness().isEmpty()) {
            return Answer.violated(
                    "The metadata of " + origin.coordinates() + " does not say how strict its check was.",
                    "Build it again with this version of the plugin.");
        }
        Strictness strictness = check.strictness().get();
        String grave = grave(check.findings(), level.get(), level.get());
        if (!grave.isEmpty()) {
            return Answer.violated(
                    "The check of " + origin.coordinates() + " passed in spite of its findings (" + grave
                            + "), because errorThreshold " + strictness.errorThreshold() + " allowed them.",
                    "Mend them, or suppress what is right as it is with a reason, and build it again.");
        }
        String excluded = grave(strictness.excluded(), Severity.HIGH, level.get());
        if (!excluded.isEmpty()) {
            return Answer.violated(
                    "The check of " + origin.coordinates() + " left out findings (" + excluded
                            + ") by its parameter excludes.",
                    "Mend them, or suppress what is right as it is with a reason, and build it again without excludes.");
        }
        String sweeping = strictness.sweeping().entrySet().stream()
                .map(one -> Map.entry(one.getKey(), grave(one.getValue(), Severity.HIGH, level.get())))
                .filter(one -> !one.getValue().isEmpty())
                .limit(MOST)
                .map(one -> "'" + one.getKey() + "' (" + one.getValue() + ")")
                .collect(Collectors.joining(", "));
        if (!sweeping.isEmpty()) {
            return Answer.violated(
                    "The check of " + origin.coordinates()
                            + " let findings pass by suppressions that name no rule or no component: " + sweeping + ".",
                    "Name the rule and the component that each is about, such as web-use-async | contoso_/legacy.js | <why>,"
                            + " and build it again.");
        }
        List<String> weakened = strictness.weakened();
        if (!weakened.isEmpty()) {
            return Answer.violated(
                    "In the check of " + origin.coordinates()
                            + " rules were off, or less grave than the error level, that are on otherwise: "
                            + weakened.stream().limit(MOST).collect(Collectors.joining(", "))
                            + (weakened.size() > MOST ? " and " + (weakened.size() - MOST) + " more" : "")
                            + ".",
                    "Build it again with all of them; what is right as it is can be suppressed with a reason.");
        }
        String left = strictness.suppressed() + strictness.baseline() + strictness.excludes() == 0
                ? ""
                : " Not counted: " + strictness.suppressed() + " suppressed and " + strictness.baseline()
                        + " known findings, and those of " + strictness.excludes() + " patterns in excludes.";
        return Answer.kept(
                "The check of solution-maven-plugin " + check.checker() + " passed for these bytes (" + check.rules()
                        + " rules, error level " + check.errorLevel() + ")." + left
                        + check.service()
                                .map(service -> " Microsoft's checker service: " + service.state() + ".")
                                .orElse(""));
    }
}
