package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.operation.SetVersion;
import io.github.dataversealm.solution.operation.SourceVersion;
import io.github.dataversealm.solution.operation.VersionChange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Sets the version of a solution. Without {@code env} in the source folder, where it changes the characters of the version
 * in {@code Other/Solution.xml} and no other byte; with {@code env} in that environment, where the solution must be
 * unmanaged. The version is given, made of the old one, or that of the project. Works in any folder, with or without a
 * {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "set-version", requiresProject = false, threadSafe = true)
public class SetVersionMojo extends AbstractNamedSolutionMojo {

    /**
     * The new version, two to four numbers, for example {@code -Dsolution.solutionVersion=1.4.2.0}. Default: the version of
     * the project when its packaging is {@code dataverse-solution}, {@code 1.4.2} as {@code 1.4.2.0}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.solutionVersion")
    private String solutionVersion;

    /**
     * The new third part of the version; the others stay. Can be combined with {@code revisionVersion}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.buildVersion")
    private Integer buildVersion;

    /**
     * The new fourth part of the version; the others stay. Can be combined with {@code buildVersion}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.revisionVersion")
    private Integer revisionVersion;

    /**
     * The part of the version that grows by one: {@code major}, {@code minor}, {@code build} or {@code revision}. Those
     * behind it become 0: with {@code build}, 1.4.2.7 becomes 1.4.3.0. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.increment")
    private String increment;

    /**
     * The fourth part of the version that is made of a project version with {@code -SNAPSHOT}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.buildNumber", defaultValue = "0")
    private int buildNumber;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.set-version.skip", defaultValue = "false")
    private boolean skipSetVersion;

    @Override
    boolean skipsGoal() {
        return skipSetVersion;
    }

    @Override
    boolean worksWithoutEnvironment() {
        return true;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        VersionChange change = change();
        if (connections.isEmpty()) {
            inSources(change, reporter);
        } else {
            String name = solutionName();
            operate(single(connections), reporter, target -> new SetVersion(target).set(name, change));
        }
    }

    private void inSources(VersionChange change, Reporter reporter) throws IOException {
        SourceVersion source = SourceVersion.of(sourceFolder());
        String old = source.text();
        SolutionVersion version = change.from(old);
        if (!source.set(version)) {
            reporter.info(shown(source.file()) + " has the version " + version + " already.");
            return;
        }
        reporter.info(shown(source.file()) + ": version " + (old.isEmpty() ? "" : old + " -> ") + version);
        if (SetVersion.isLower(version, old)) {
            reporter.warn("The new version is lower than the old one; environments that have the old one will not be"
                    + " upgraded.");
        }
        warnOfProjectVersion(version, reporter);
    }

    /** In a project the version of the pom.xml wins when the folder is packed. */
    private void warnOfProjectVersion(SolutionVersion version, Reporter reporter) {
        projectVersion()
                .filter(wins -> !wins.equals(version))
                .ifPresent(wins -> reporter.warn("The goal pack gives the zip the version of the project, " + wins
                        + ", not that of the source folder."));
    }

    private VersionChange change() {
        return VersionChange.of(
                        given(solutionVersion).map(SolutionVersion::new),
                        number(buildVersion),
                        number(revisionVersion),
                        Choice.of("increment", increment, VersionChange.Part.class))
                .or(() -> projectVersion().map(VersionChange.To::new))
                .orElseThrow(() -> new SolutionException(
                        null,
                        "No version is given.",
                        "For example: " + command()
                                + " -Dsolution.solutionVersion=1.4.2.0, or -Dsolution.increment=build"));
    }

    private Optional<SolutionVersion> projectVersion() {
        return ProjectVersion.of(project(), buildNumber);
    }

    private static OptionalInt number(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
