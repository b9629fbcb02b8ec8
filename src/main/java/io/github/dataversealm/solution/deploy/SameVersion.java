package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Optional;

/**
 * What to do with a zip whose version an environment has already. It is skipped when nothing else is known; when its content
 * is another one, skipping it would keep a change back that everybody believes to be there.
 */
final class SameVersion {

    private static final int BUILD = 3;

    private final ImportOptions options;
    private final String environment;

    /** @param environment the id of the environment */
    SameVersion(ImportOptions options, String environment) {
        this.options = options;
        this.environment = environment;
    }

    /**
     * A zip that is compared.
     *
     * @param artifact empty for a file that nothing is known of
     */
    record Zip(SolutionVersion version, String sha256, Optional<Coordinates> artifact) {

        static Zip of(SolutionPackage solution) {
            return new Zip(
                    solution.header().version(),
                    solution.sha256(),
                    solution.origin().map(origin -> origin.coordinates()));
        }

        boolean isSnapshot() {
            return artifact.filter(Coordinates::isSnapshot).isPresent();
        }
    }

    /**
     * Decides about it.
     *
     * @param same that the version is there, a sentence
     * @param asked whether the user wants the same version to be skipped
     */
    Decision decide(String same, Zip zip, InstalledContent content, boolean asked) {
        if (options.contentRule().equals(Optional.of(ContentRule.OFF))) {
            return new Decision.Skip(same);
        }
        if (content.isOther()) {
            String other = same + " Its content is not that of this zip (SHA-256 " + zip.sha256() + "): "
                    + content.evidence() + ".";
            return !asked && isStrict(zip)
                    ? new Decision.Refuse(other + " Skipping it would keep back what was changed.", advice(zip))
                    : new Decision.Skip(same, Optional.of(other + " This zip is not imported. " + higher(zip)));
        }
        if (content.isUnknown()) {
            String unknown = same + " Whether it has the content of this zip (SHA-256 " + zip.sha256()
                    + ") cannot be told: " + content.evidence() + ".";
            return !asked && isStrict(zip)
                    ? new Decision.Skip(same, Optional.of(unknown + " If something was changed: " + higher(zip)))
                    : new Decision.Skip(unknown);
        }
        return new Decision.Skip(same);
    }

    /** Whether a staged upgrade with the version of the zip must not be applied in its place. */
    Optional<Decision> staged(String staged, Zip zip, InstalledContent content) {
        return content.isOther() && isStrict(zip)
                ? Optional.of(new Decision.Refuse(
                        staged + " Its content is not that of this zip (SHA-256 " + zip.sha256() + "): "
                                + content.evidence() + ".",
                        "Remove it first, together with the same command: -Dsolution.pendingUpgrade=discard. To apply it all"
                                + " the same: -Dsolution.versionCheck=warn"))
                : Optional.empty();
    }

    /** What is built again and again under one version is changed under it, too. */
    private boolean isStrict(Zip zip) {
        return options.contentRule().map(rule -> rule == ContentRule.FAIL).orElseGet(zip::isSnapshot);
    }

    private static String higher(Zip zip) {
        return zip.isSnapshot()
                ? "Give each build a number, the fourth of the version: -Dsolution.buildNumber=" + next(zip)
                : "Give it a higher version: what was released under this one has to stay as it is.";
    }

    private String advice(Zip zip) {
        String command = zip.isSnapshot()
                ? "Give each build a number, the fourth of the version. In the project of "
                        + zip.artifact().orElseThrow().versionless() + ":" + System.lineSeparator()
                        + "  mvn package solution:import " + ShellWord.quoted("-Denv=" + environment)
                        + " -Dsolution.buildNumber=" + next(zip) + System.lineSeparator()
                        + "or, where the zip comes from a Maven repository, mvn deploy -Dsolution.buildNumber="
                        + next(zip)
                        + " there and then the same command."
                : higher(zip);
        return command + System.lineSeparator()
                + "To import it over the installed one, where components that it no longer has stay: -Dsolution.update. To"
                + " leave the installed one: -Dsolution.versionCheck=warn";
    }

    private static long next(Zip zip) {
        return zip.version().parts()[BUILD] + 1L;
    }
}
