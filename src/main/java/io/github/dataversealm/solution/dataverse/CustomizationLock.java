package io.github.dataversealm.solution.dataverse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the refusals that mean "another solution operation is running" (spec §9.5): nothing was done, and the same works
 * later. They come as the answer of a call, see {@link ServiceException#isCustomizationLock}, and as the result of a job.
 */
public final class CustomizationLock {

    /** A time-out because of an import: of a call it says nothing, a job that failed with it is over and was taken back. */
    private static final ErrorCode IMPORT_TIMEOUT = new ErrorCode(0x80048543);

    private static final Pattern WORDS = Pattern.compile(
            "Cannot start (?:another|the requested operation) \\[(?:\\w+)\\](?: because there is (?:a previous|another)"
                    + " \\[(\\w+)\\] running)?|Could not acquire Write lock|CustomizationLockException");

    private CustomizationLock() {}

    /** Whether a job failed because of it. */
    public static boolean hasStopped(Optional<ErrorCode> code, String message) {
        return isWordedIn(message)
                || code.filter(IMPORT_TIMEOUT::equals).isPresent()
                || code.flatMap(ErrorAdvice::of)
                        .filter(advice -> advice.kind() == ErrorAdvice.Kind.LOCK)
                        .isPresent();
    }

    /** For answers that have lost their code. */
    static boolean isWordedIn(String message) {
        return WORDS.matcher(message).find();
    }

    /** What holds the lock, in the service's words, such as {@code Import}; empty when the message does not say. */
    public static Optional<String> holder(String message) {
        Matcher matcher = WORDS.matcher(message);
        return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
}
