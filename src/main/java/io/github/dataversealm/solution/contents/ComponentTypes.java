package io.github.dataversealm.solution.contents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What people call the component types of the platform (spec dataverse-web-api §3.5). */
public final class ComponentTypes {

    private static final String TABLE = "component-types.tsv";

    private final Map<String, String> names = new HashMap<>();

    /** Reads the table. */
    public ComponentTypes() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(ComponentTypes.class.getResourceAsStream(TABLE), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    names.put(columns[0], columns[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The name of a component type, such as {@code web resource} for 61. A kind of the solution component framework is named
     * by itself, a number that only its environment knows is {@code component of type 10123}.
     */
    public String name(String type) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        boolean number = !type.isEmpty() && type.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number) {
            return "component of type " + type;
        }
        return type.isEmpty() ? "component" : type;
    }
}
