package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of a file of decisions. What is not understood in it is refused: a field that is skipped would let more findings
 * pass than was meant, or for longer.
 */
final class WrittenEntry {

    private final Json item;
    private final String file;

    private WrittenEntry(Json item, String file) {
        this.item = item;
        this.file = file;
    }

    /**
     * The entries of a list.
     *
     * @param file how the user knows the file
     * @param what such as {@code A suppression}
     * @param fields all that an entry may have; their values are texts
     * @throws SolutionException when an entry is of another form, with its line and column
     */
    static List<WrittenEntry> of(Json list, String file, String what, Set<String> fields) {
        List<WrittenEntry> entries = new ArrayList<>();
        for (Json item : list.items()) {
            if (!item.isObject()) {
                throw new SolutionException(
                        at(item, file), what + " is an object.", "Write {\"rule\": \"...\", \"reason\": \"...\"}.");
            }
            for (Map.Entry<String, Json> field : item.fields().entrySet()) {
                if (!fields.contains(field.getKey())) {
                    throw new SolutionException(
                            at(field.getValue(), file),
                            what + " has no field '" + field.getKey() + "'.",
                            "Use " + String.join(", ", fields.stream().sorted().toList()) + ".");
                }
                if (!field.getValue().isString()) {
                    throw new SolutionException(
                            at(field.getValue(), file),
                            "The field '" + field.getKey() + "' is no text.",
                            "Write \"" + field.getKey() + "\": \"...\", or leave it out.");
                }
            }
            entries.add(new WrittenEntry(item, file));
        }
        return entries;
    }

    /** The text of a field; empty when it is not there. */
    String text(String field) {
        return item.get(field).text();
    }

    /** @throws SolutionException when the field is not there, or empty */
    String required(String field, String problem, String advice) {
        if (text(field).isBlank()) {
            throw new SolutionException(at(item, file), problem, advice);
        }
        return text(field);
    }

    /**
     * A day as {@code 2026-12-31}; none when the field is not there.
     *
     * @throws SolutionException when it is no day
     */
    Optional<LocalDate> day(String field) {
        Json value = item.get(field);
        if (!value.isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value.text().strip()));
        } catch (DateTimeParseException e) {
            throw new SolutionException(
                    at(value, file),
                    "'" + value.text() + "' is no day.",
                    "Write the last day that it holds as 2026-12-31.",
                    e);
        }
    }

    int line() {
        return item.line();
    }

    private static Location at(Json value, String file) {
        return new Location(file, value.line(), value.column());
    }
}
