package io.github.dataversealm.solution.mojo;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A fault in the words that the user reads, thrown where it was thrown. Maven tells the causes of what a goal throws as well, and
 * would say twice what they say in other words.
 */
final class RetoldFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    private RetoldFault(Throwable fault, String message, Throwable cause) {
        super(message, cause);
        type = fault.getClass().getName();
        setStackTrace(fault.getStackTrace());
        for (Throwable suppressed : fault.getSuppressed()) {
            addSuppressed(suppressed);
        }
    }

    /**
     * The fault with its message and those of its causes in other words.
     *
     * @return the fault itself, if the words are the same
     */
    static Throwable of(Throwable fault, UnaryOperator<String> words) {
        Throwable cause = fault.getCause() == null ? null : of(fault.getCause(), words);
        String message = fault.getMessage() == null ? null : words.apply(fault.getMessage());
        return cause == fault.getCause() && Objects.equals(message, fault.getMessage())
                ? fault
                : new RetoldFault(fault, message, cause);
    }

    /** As the fault itself would be shown. */
    @Override
    public String toString() {
        return getMessage() == null ? type : type + ": " + getMessage();
    }
}
