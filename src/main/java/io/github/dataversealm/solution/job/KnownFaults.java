package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the error codes of solution operations mean and what to do about them: one row each in {@code faults.tsv}. */
public final class KnownFaults {

    private static final String TABLE = "faults.tsv";

    private final Map<Integer, KnownFault> faults = new HashMap<>();

    /**
     * @param sentence what happened
     * @param advice what to do next
     */
    public record KnownFault(ErrorCode code, String sentence, String advice) {}

    /** Reads the table. */
    public KnownFaults() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(KnownFaults.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    ErrorCode code = ErrorCode.parse(columns[0]).orElseThrow();
                    faults.put(code.value(), new KnownFault(code, columns[1], columns[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<KnownFault> find(Optional<ErrorCode> code) {
        return code.map(ErrorCode::value).map(faults::get);
    }
}
