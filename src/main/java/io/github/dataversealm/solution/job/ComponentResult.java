package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.ErrorCode;
import java.util.Optional;

/**
 * What became of one component in an import.
 *
 * @param kind the element of the import document, such as {@code entity} or {@code webResource}
 * @param name as the document calls it; never empty
 * @param code empty when it went well or the service gave none
 * @param text the service's words, not cleaned; may be empty
 */
public record ComponentResult(String kind, String name, Result result, Optional<ErrorCode> code, String text) {

    /** From good to bad, {@code UNPROCESSED} for a component that the service did not come to. */
    public enum Result {
        UNPROCESSED,
        SUCCESS,
        WARNING,
        FAILURE
    }

    /** Such as {@code webResource contoso_/app.js}. */
    public String label() {
        return name.equals(kind) ? kind : kind + " " + name;
    }
}
