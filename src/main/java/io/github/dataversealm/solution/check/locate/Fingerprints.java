package io.github.dataversealm.solution.check.locate;

import io.github.dataversealm.solution.check.finding.RawFinding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names findings so that a finding keeps its name when lines move, files are packed or unpacked, and other findings come
 * and go: a hash of the rule, the component and what the rule says tells findings apart, never of a line number.
 */
public final class Fingerprints {

    private static final int LENGTH = 20;

    private final Map<String, Integer> seen = new HashMap<>();

    /** The fingerprints of findings in their order. Equal ones are numbered. */
    public List<String> of(List<RawFinding> findings) {
        return findings.stream().map(this::of).toList();
    }

    private String of(RawFinding finding) {
        String key = finding.rule().id()
                + '\n'
                + finding.subject().kind()
                + '\n'
                + finding.subject().name().toLowerCase(Locale.ROOT)
                + '\n'
                + finding.detail();
        int number = seen.merge(key, 1, Integer::sum);
        return hash(number == 1 ? key : key + '\n' + number);
    }

    private static String hash(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
