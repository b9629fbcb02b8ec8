package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the value of a parameter that takes one of a few words, in any case. */
final class Choice {

    private Choice() {}

    /**
     * The constant that the text names by its {@code toString()}, ignoring case.
     *
     * @param parameter the parameter's name, for the message
     * @param text the value; null or blank: nothing was chosen
     * @throws SolutionException when the text names none, with the words that are allowed
     */
    static <E extends Enum<E>> Optional<E> of(String parameter, String text, Class<E> type) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.toString().equalsIgnoreCase(text.strip())) {
                return Optional.of(constant);
            }
        }
        String allowed = Arrays.stream(constants).map(E::toString).collect(Collectors.joining(", "));
        throw new SolutionException(
                null,
                String.format(Locale.ROOT, "The parameter '%s' does not know the value '%s'.", parameter, text),
                String.format(
                        Locale.ROOT,
                        "Use one of: %s. For example: -Dsolution.%s=%s",
                        allowed,
                        parameter,
                        constants[0].toString()));
    }
}
