package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A parameter with a value for each of several solutions: {@code 1.4.1}, or {@code ContosoTrips:1.4.1,ContosoBase:2.0}. */
final class NamedValues {

    private final String parameter;
    private final String example;
    private final List<String> names;

    /**
     * @param example of a value, for messages
     * @param names of the solutions
     */
    NamedValues(String parameter, String example, List<String> names) {
        this.parameter = parameter;
        this.example = example;
        this.names = names;
    }

    /**
     * The values, by the unique names of the solutions in lower case.
     *
     * @param text of the parameter; null: none
     * @param forAll whether a value without a name is for all solutions
     * @throws SolutionException when it is not clear which solution a value is for
     */
    <T> Map<String, T> of(String text, boolean forAll, Function<String, T> read) {
        Map<String, T> values = new HashMap<>();
        for (String value : CommaList.of(text)) {
            int colon = value.indexOf(':');
            if (colon < 0) {
                if (names.size() > 1 && !forAll) {
                    throw unclear("Which solution the value " + value + " of '" + parameter + "' is for is not clear.");
                }
                names.forEach(name -> values.put(name.toLowerCase(Locale.ROOT), read.apply(value)));
            } else {
                String name = value.substring(0, colon).strip();
                if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                    throw unclear(
                            "The parameter '" + parameter + "' names " + name + ", which is none of the solutions.");
                }
                values.put(
                        name.toLowerCase(Locale.ROOT),
                        read.apply(value.substring(colon + 1).strip()));
            }
        }
        return values;
    }

    private SolutionException unclear(String problem) {
        return new SolutionException(
                null,
                problem,
                "Write each with its name: -Dsolution." + parameter + "="
                        + names.stream().map(name -> name + ":" + example).collect(Collectors.joining(",")));
    }

    /** The argument with these values, by unique name; empty when there are none. */
    Optional<String> argument(Map<String, String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("-Dsolution." + parameter + "="
                + values.entrySet().stream()
                        .map(entry -> names.size() == 1 ? entry.getValue() : entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(",")));
    }
}
