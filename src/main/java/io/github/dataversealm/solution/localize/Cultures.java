package io.github.dataversealm.solution.localize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Windows language identifiers (LCIDs) and the names of their .NET cultures. */
public final class Cultures {

    private static final String TABLE = "cultures.tsv";

    private static final int LAST = 0xFFFFF;

    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> lcids = new HashMap<>();

    /** Reads the table. */
    public Cultures() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Cultures.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    names.put(Integer.valueOf(columns[0]), columns[1]);
                    lcids.put(columns[1].toLowerCase(Locale.ROOT), Integer.valueOf(columns[0]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a culture, for example {@code de-CH}; the number itself when it is not known. */
    public String name(int lcid) {
        return names.getOrDefault(lcid, String.valueOf(lcid));
    }

    /** The LCID that a culture's name, in any case, or a number stands for; empty when it is neither. */
    public OptionalInt lcid(String text) {
        Integer lcid = lcids.get(text.toLowerCase(Locale.ROOT));
        return lcid == null ? number(text) : OptionalInt.of(lcid);
    }

    /** A decimal LCID; empty when the text is none. */
    static OptionalInt number(String text) {
        if (text.isEmpty() || text.length() > 7) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            number = number * 10 + digit;
        }
        return number == 0 || number > LAST ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
