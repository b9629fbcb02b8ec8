package io.github.dataversealm.solution.emulator.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sign-ins that wait for a person to type a code. */
final class DeviceCodes {

    static final Duration LIFE = Duration.ofMinutes(15);
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";
    private static final int CODE_LENGTH = 9;
    private static final int MAX_WAITING = 1000;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(
            String userCode, String client, String scope, Instant ends, String userName, boolean declined) {}

    /** Codes of one sign-in. */
    record Codes(String deviceCode, String userCode) {}

    /** What a person has agreed to. */
    record Granted(String userName, String scope) {}

    DeviceCodes(Clock clock) {
        this.clock = clock;
    }

    synchronized Codes start(String client, String scope) {
        Instant now = clock.instant();
        waiting.values().removeIf(entry -> now.isAfter(entry.ends().plus(LIFE)));
        if (waiting.size() >= MAX_WAITING) {
            throw new SignInFault(429, "temporarily_unavailable", 90055, "Too many sign-ins wait for their code.");
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String deviceCode = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        StringBuilder userCode = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            userCode.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        waiting.put(deviceCode, new Waiting(userCode.toString(), client, scope, now.plus(LIFE), "", false));
        return new Codes(deviceCode, userCode.toString());
    }

    /** @return whether such a code waits */
    synchronized boolean decide(String userCode, String userName, boolean agreed) {
        for (Map.Entry<String, Waiting> entry : waiting.entrySet()) {
            Waiting old = entry.getValue();
            if (old.userCode().equalsIgnoreCase(userCode.trim())
                    && clock.instant().isBefore(old.ends())) {
                entry.setValue(new Waiting(
                        old.userCode(), old.client(), old.scope(), old.ends(), agreed ? userName : "", !agreed));
                return true;
            }
        }
        return false;
    }

    synchronized Granted redeem(String deviceCode, String client) {
        Waiting entry = waiting.get(deviceCode);
        if (entry == null || !entry.client().equals(client)) {
            throw new SignInFault(400, "bad_verification_code", 70019, "The device code is not known.");
        }
        if (entry.declined()) {
            waiting.remove(deviceCode);
            throw new SignInFault(400, "authorization_declined", 70001, "The person has refused the sign-in.");
        }
        if (!clock.instant().isBefore(entry.ends())) {
            waiting.remove(deviceCode);
            throw new SignInFault(
                    400,
                    "expired_token",
                    70020,
                    "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");
        }
        if (entry.userName().isEmpty()) {
            throw new SignInFault(
                    400,
                    "authorization_pending",
                    70016,
                    "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
        }
        waiting.remove(deviceCode);
        return new Granted(entry.userName(), entry.scope());
    }
}
