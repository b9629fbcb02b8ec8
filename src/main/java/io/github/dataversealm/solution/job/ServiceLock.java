package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.ServiceException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the refusals that mean "another solution operation is running" (spec §9.5): nothing was done, and the same call works
 * later. They come as the answer of a call, and as the result of a job.
 */
public final class ServiceLock {

    private static final Set<Integer> CODES = Set.of(
            0x80071151, // SolutionConcurrencyFailure
            0x80071154, // ConcurrentOperationFailure
            0x8004ed47, // AppLockTimeout
            0x80048543); // SolutionImportCauseTimeout

    private static final Pattern TEXT = Pattern.compile(
            "Cannot start (?:another|the requested operation) \\[(\\w+)\\] because there is (?:a previous|another)"
                    + " \\[(\\w+)\\] running|Could not acquire Write lock");

    private ServiceLock() {}

    public static boolean isHeld(Optional<ErrorCode> code, String message) {
        return code.map(ErrorCode::value).filter(CODES::contains).isPresent()
                || TEXT.matcher(message).find();
    }

    public static boolean isHeld(ServiceException fault) {
        return isHeld(fault.code(), fault.serviceMessage());
    }

    /** What holds the lock, in the service's words, such as {@code Import}; empty when the message does not say. */
    public static Optional<String> holder(String message) {
        Matcher matcher = TEXT.matcher(message);
        return matcher.find() ? Optional.ofNullable(matcher.group(2)) : Optional.empty();
    }
}
