package io.github.dataversealm.solution.check.locate;

import io.github.dataversealm.solution.check.finding.RawFinding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Names findings so that a finding keeps its name when lines move, files are packed or unpacked, and other findings come
 * and go: a hash of the rule, the component and what the rule says tells findings apart, never of a line number.
 */
public final class Fingerprints {

    private static final int LENGTH = 20;

    private final Map<String, Integer> seen = new HashMap<>();

    /**
     * The fingerprints of findings in their order. Equal ones are numbered in the order of the files of a source folder, which
     * the elements of a zip do not have.
     */
    public List<String> of(List<RawFinding> findings) {
        List<Integer> order = IntStream.range(0, findings.size())
                .boxed()
                .sorted(Comparator.comparing(
                        i -> findings.get(i).place().origin().source()))
                .toList();
        String[] fingerprints = new String[findings.size()];
        order.forEach(i -> fingerprints[i] = of(findings.get(i)));
        return List.of(fingerprints);
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
