package io.github.dataversealm.solution.environment;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Divides environments into waves, which come one after the other: those that declare a low number first, those without one
 * last, and within a number in the order of the choice.
 */
public final class Waves {

    private static final int LAST = Integer.MAX_VALUE;

    private Waves() {}

    /**
     * Reads how many environments each wave has, such as {@code 1,9,40}.
     *
     * @throws SolutionException when one of them is no number, or less than 1
     */
    public static List<Integer> sizes(String text) {
        List<Integer> sizes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String size = part.strip();
            if (!size.matches("[1-9]\\d{0,5}")) {
                throw new SolutionException(
                        null,
                        "The parameter 'waves' does not know the value '" + text + "'.",
                        "Write how many environments each wave has, for example -Dsolution.waves=1,9,40; what is left over"
                                + " makes one more wave.");
            }
            sizes.add(Integer.parseInt(size));
        }
        return sizes;
    }

    /**
     * The waves, none of them empty.
     *
     * @param things what belongs to the environments, in the order of the choice
     * @param sizes how many each wave has, the rest makes one more; empty: one wave for each number that is declared
     */
    public static <T> List<List<T>> of(List<T> things, Function<T, Environment> environment, List<Integer> sizes) {
        if (sizes.isEmpty()) {
            TreeMap<Integer, List<T>> waves = new TreeMap<>();
            things.forEach(thing -> waves.computeIfAbsent(number(environment.apply(thing)), key -> new ArrayList<>())
                    .add(thing));
            return List.copyOf(waves.values());
        }
        List<T> sorted = new ArrayList<>(things);
        sorted.sort(Comparator.comparing(thing -> number(environment.apply(thing))));
        List<List<T>> waves = new ArrayList<>();
        int begin = 0;
        for (int i = 0; begin < sorted.size(); i++) {
            int end = i < sizes.size() ? Math.min(sorted.size(), begin + sizes.get(i)) : sorted.size();
            waves.add(List.copyOf(sorted.subList(begin, end)));
            begin = end;
        }
        return waves;
    }

    private static int number(Environment environment) {
        return environment.rollout().wave().orElse(LAST);
    }
}
