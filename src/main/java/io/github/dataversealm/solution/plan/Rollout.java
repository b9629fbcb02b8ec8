package io.github.dataversealm.solution.plan;

import io.github.dataversealm.solution.environment.Waves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * In which order a plan goes into its environments: that the first ones are seen to work before the others follow is part of
 * what is approved.
 *
 * @param waves the ids of the environments; each wave begins when the one before has ended
 * @param stopOnFailure whether the waves after one in which an environment failed are not begun
 */
public record Rollout(List<List<String>> waves, boolean stopOnFailure) {

    public Rollout {
        waves = waves.stream().map(List::copyOf).toList();
    }

    /** Whether each of the environments is in one wave, and nothing else is. */
    boolean isOf(List<String> environments) {
        List<String> all = waves.stream().flatMap(List::stream).toList();
        return all.size() == environments.size()
                && new TreeSet<>(all).equals(new TreeSet<>(environments))
                && waves.stream().noneMatch(List::isEmpty);
    }

    /**
     * What belongs to the environments, in their waves.
     *
     * @param id of the environment of such a thing
     */
    public <T> List<List<T>> of(List<T> things, Function<T, String> id) {
        return waves.stream()
                .map(wave -> wave.stream()
                        .flatMap(name ->
                                things.stream().filter(thing -> id.apply(thing).equals(name)))
                        .toList())
                .toList();
    }

    /** What is typed otherwise. */
    List<String> contradictions(Map<String, String> typed) {
        List<String> contradictions = new ArrayList<>();
        String sizes = typed.get("waves");
        if (sizes != null && !isCut(Waves.sizes(sizes))) {
            contradictions.add("-Dsolution.waves=" + sizes + ", and the plan has the waves " + text());
        }
        String stop = typed.get("stopOnFailure");
        if (stop != null
                && !(stop.isBlank() ? "true" : stop.strip().toLowerCase(Locale.ROOT))
                        .equals(String.valueOf(stopOnFailure))) {
            contradictions.add("-Dsolution.stopOnFailure=" + stop + ", and the plan says " + stopOnFailure);
        }
        return contradictions;
    }

    /** Whether the waves have these sizes, and what is left over is one more. */
    private boolean isCut(List<Integer> sizes) {
        int left = waves.stream().mapToInt(List::size).sum();
        List<Integer> cut = new ArrayList<>();
        for (int i = 0; left > 0; i++) {
            int size = i < sizes.size() ? Math.min(left, sizes.get(i)) : left;
            cut.add(size);
            left -= size;
        }
        return cut.equals(waves.stream().map(List::size).toList());
    }

    /** Such as {@code a | b, c}. */
    private String text() {
        return String.join(
                " | ", waves.stream().map(wave -> String.join(", ", wave)).toList());
    }
}
