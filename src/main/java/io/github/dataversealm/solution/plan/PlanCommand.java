package io.github.dataversealm.solution.plan;

import io.github.dataversealm.solution.message.ShellWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a plan was made, so that it can be made again: also one of a zip that the same call built, and with everything that was
 * typed.
 *
 * @param goals the phases and goals as they were typed, such as {@code package} and {@code solution:plan}
 * @param typed the parameters of the goal that were typed, by their properties
 */
public record PlanCommand(List<String> goals, SortedMap<String, String> typed) {

    /** Nothing else is printed for people to type: the file may be anybody's. */
    private static final Pattern GOAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:@-]*");

    private static final Pattern PROPERTY = Pattern.compile("env|solution\\.[A-Za-z0-9.]+");

    /** @throws IllegalArgumentException when one of them is no goal or no parameter */
    public PlanCommand {
        goals = List.copyOf(goals);
        typed = Collections.unmodifiableSortedMap(new TreeMap<>(typed));
        if (goals.isEmpty()
                || !goals.stream().allMatch(goal -> GOAL.matcher(goal).matches())) {
            throw new IllegalArgumentException("no goals: " + goals);
        }
        if (!typed.keySet().stream().allMatch(name -> PROPERTY.matcher(name).matches())) {
            throw new IllegalArgumentException("no parameters: " + typed.keySet());
        }
    }

    /** The command of these goals and what was typed of the parameters; what else was typed is left out. */
    public static PlanCommand of(List<String> goals, Map<String, String> typed) {
        TreeMap<String, String> parameters = new TreeMap<>(typed);
        parameters.keySet().removeIf(name -> !PROPERTY.matcher(name).matches());
        return new PlanCommand(
                goals.stream().filter(goal -> GOAL.matcher(goal).matches()).toList(), parameters);
    }

    /**
     * The command, to be typed in a shell.
     *
     * @param maven what starts Maven, such as {@code mvn}
     */
    public String text(String maven) {
        List<String> words = new ArrayList<>(List.of(maven));
        words.addAll(goals);
        typed.forEach((name, value) -> words.add(ShellWord.quoted("-D" + name + "=" + value)));
        return String.join(" ", words);
    }
}
