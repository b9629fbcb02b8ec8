package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.job.ImportDocument;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.path.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the service has written down about an import job that is over: its verdict and its log. Both only add to what is known
 * of the end, so one that cannot be read, or is too large, is said and takes nothing away from the result.
 */
final class JobPapers {

    private final Workplace target;
    private final Path file;
    private final Commons commons;
    private boolean written;

    /** @param folder where the log is kept */
    JobPapers(Workplace target, Path folder, String solutionName, Commons commons) {
        this.target = target;
        this.commons = commons;
        // The zip names the solution, so nothing in the name may lead elsewhere.
        this.file = folder.resolve("import-" + target.id() + "-" + FileNames.legal(solutionName) + ".xml");
    }

    Optional<ImportVerdict> verdict(UUID job) {
        return tolerant("verdict on", () -> target.dataverse().importVerdict(job));
    }

    /** Reads the log and keeps it. */
    ImportDocument document(UUID job) throws IOException {
        ImportDocument document = commons.read(() -> read(job));
        return new ImportDocument(document.verdict(), document.status(), commons.shared(document.components()));
    }

    private ImportDocument read(UUID job) throws IOException {
        Optional<String> data =
                tolerant("log of", () -> target.dataverse().importJobData(job)).filter(text -> !text.isBlank());
        if (data.isEmpty()) {
            return ImportDocument.EMPTY;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, data.get(), StandardCharsets.UTF_8);
        written = true;
        return ImportDocument.read(data.get());
    }

    /** The file with the log of the job. */
    Optional<Path> log() {
        return written ? Optional.of(file) : Optional.empty();
    }

    private <T> Optional<T> tolerant(String what, Supplier<Optional<T>> read) {
        try {
            return read.get();
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            target.warn("The " + what + " the import cannot be read: " + e.problem());
            return Optional.empty();
        }
    }
}
