package io.github.dataversealm.solution.mojo;

import java.util.Arrays;
import java.util.List;

/** Reads a parameter that holds several values, separated by commas. */
final class CommaList {

    private CommaList() {}

    /** The values without blanks around them, in their order, each once; empty for null. */
    static List<String> of(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList();
    }
}
