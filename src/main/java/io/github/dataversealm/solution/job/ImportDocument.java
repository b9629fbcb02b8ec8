package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.ImportJobData;
import io.github.dataversealm.solution.job.ComponentResult.Result;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the document of an import job says, one result for each component: the worst where it has several.
 *
 * @param verdict what the root says, in newer documents
 * @param status the text of the root, in newer documents; may be empty
 */
public record ImportDocument(Optional<Boolean> verdict, String status, List<ComponentResult> components) {

    /** For a job that has no document, or one that cannot be read. */
    public static final ImportDocument EMPTY = new ImportDocument(Optional.empty(), "", List.of());

    /** Reads the document; {@link #EMPTY} when it is no XML, because a report must not fail for it. */
    public static ImportDocument read(String xml) {
        ImportJobData data;
        try {
            data = ImportJobData.read(xml);
        } catch (SolutionException e) {
            return EMPTY;
        }
        Map<String, ComponentResult> components = new LinkedHashMap<>();
        for (ImportJobData.ComponentResult row : data.components()) {
            String name = row.name().isEmpty() ? row.type() : row.name();
            components.merge(
                    row.type() + '\n' + row.id() + '\n' + name,
                    new ComponentResult(row.type(), name, result(row.result()), row.errorCode(), row.errorText()),
                    ImportDocument::worse);
        }
        return new ImportDocument(data.succeeded(), data.status(), new ArrayList<>(components.values()));
    }

    /** Whether the document tells of an import that went well; a job that was cut off has no failure either. */
    public boolean isSuccess() {
        return verdict.orElseGet(() -> !components.isEmpty() && firstFailure().isEmpty());
    }

    public Optional<ComponentResult> firstFailure() {
        return components.stream().filter(row -> row.result() == Result.FAILURE).findFirst();
    }

    private static ComponentResult worse(ComponentResult one, ComponentResult other) {
        return other.result().compareTo(one.result()) > 0 ? other : one;
    }

    private static Result result(ImportJobData.Result result) {
        return switch (result) {
            case SUCCESS -> Result.SUCCESS;
            case WARNING -> Result.WARNING;
            case FAILURE -> Result.FAILURE;
            case UNKNOWN -> Result.UNPROCESSED;
        };
    }
}
