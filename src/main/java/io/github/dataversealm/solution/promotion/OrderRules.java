package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.ImportProof;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.promotion.OtherEnvironments.Standing;
import java.util.List;
import java.util.Optional;

/** Rules about what other environments have, or had. */
final class OrderRules {

    private OrderRules() {}

    /** The same version in the same form is there now; the import job tells when it is also known to be the same bytes. */
    static List<Answer> after(Subject subject) {
        return subject.environment().rules().after().stream()
                .map(id -> after(subject, id))
                .toList();
    }

    private static Answer after(Subject subject, String id) {
        Standing standing = subject.others().ask(id, subject.solution());
        if (standing instanceof Standing.Unknown unknown) {
            return unknown(id, unknown);
        }
        Standing.Known known = (Standing.Known) standing;
        SolutionPackage solution = subject.solution();
        if (known.installed().isEmpty()) {
            return Answer.violated(
                    id + " does not have " + solution.uniqueName() + " at all." + once(known.proof()), importThere(id));
        }
        InstalledSolution row = known.installed().get();
        if (row.managed() != solution.isManaged()) {
            return Answer.violated(
                    id + " has " + solution.uniqueName() + " " + row.version() + " "
                            + (row.managed()
                                    ? "managed, and this zip is unmanaged."
                                    : "unmanaged, and this zip is managed."),
                    "Import into " + id + " what is to come here, in the same form.");
        }
        if (!isVersion(row, solution.header().version())) {
            return Answer.violated(
                    id + " has " + solution.uniqueName() + " " + row.version() + ", not "
                            + solution.header().version() + "." + once(known.proof()),
                    importThere(id));
        }
        return Answer.kept(id + " has " + subject.name() + ", " + evidence(known.proof()) + ".");
    }

    /** Exactly this zip was imported there once, whatever is there now. */
    static List<Answer> sameBytesIn(Subject subject) {
        return subject.environment().rules().sameBytesIn().stream()
                .map(id -> sameBytesIn(subject, id))
                .toList();
    }

    private static Answer sameBytesIn(Subject subject, String id) {
        Standing standing = subject.others().ask(id, subject.solution());
        if (standing instanceof Standing.Unknown unknown) {
            return unknown(id, unknown);
        }
        Standing.Known known = (Standing.Known) standing;
        return known.proof()
                .map(proof -> Answer.kept("Exactly these bytes were imported in " + id + " by " + job(proof) + "."))
                .orElseGet(() -> Answer.violated(
                        "No import job in " + id + " proves that exactly these bytes (sha256 "
                                + subject.solution().sha256() + ") were imported there."
                                + known.installed()
                                        .filter(row -> isVersion(
                                                row, subject.solution().header().version()))
                                        .map(row -> " It has the version " + row.version()
                                                + ", which other bytes or another tool may have brought.")
                                        .orElse(""),
                        importThere(id)));
    }

    private static Answer unknown(String id, Standing.Unknown unknown) {
        return Answer.violated(
                id + " cannot be asked: " + unknown.problem(),
                unknown.advice().isEmpty()
                        ? "Look whether it is there: mvn solution:who-am-i -Denv=" + id
                        : unknown.advice());
    }

    private static String evidence(Optional<ImportProof> proof) {
        if (proof.isEmpty()) {
            return "as its version tells; no import job proves that it is the same bytes";
        }
        return proof.get().last()
                ? "exactly these bytes, as " + job(proof.get()) + " proves"
                : "as its version tells; exactly these bytes were there once (" + job(proof.get())
                        + "), and the solution was imported again since";
    }

    private static String once(Optional<ImportProof> proof) {
        return proof.map(found -> " Exactly these bytes were there once (" + job(found) + ").")
                .orElse("");
    }

    private static String job(ImportProof proof) {
        return "import job " + proof.job() + " of " + proof.completed();
    }

    private static String importThere(String id) {
        return "Import it there first, with the same command and -Denv=" + id + ".";
    }

    /** A row whose version is none, which the service does not allow, has no version of ours. */
    private static boolean isVersion(InstalledSolution row, SolutionVersion version) {
        return row.solutionVersion()
                .filter(found -> found.compareTo(version) == 0)
                .isPresent();
    }
}
