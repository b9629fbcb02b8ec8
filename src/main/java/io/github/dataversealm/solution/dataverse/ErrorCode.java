package io.github.dataversealm.solution.dataverse;

import java.util.Locale;
import java.util.Optional;

/** An error code of Dataverse: the same number is written {@code 0x8004801d} and {@code -2147188707}. */
public record ErrorCode(int value) {

    /** The row, or an upload, is not there or not there any more (spec appendix A, ObjectDoesNotExist). */
    public static final ErrorCode NO_SUCH_RECORD = new ErrorCode(0x80040217);

    /** Reads either form, in any case; empty for an empty or unreadable text. */
    public static Optional<ErrorCode> parse(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String code = text.strip();
        try {
            return code.regionMatches(true, 0, "0x", 0, 2)
                    ? Optional.of(new ErrorCode(Integer.parseUnsignedInt(code.substring(2), 16)))
                    : Optional.of(new ErrorCode(Integer.parseInt(code)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "0x%08x", value);
    }
}
