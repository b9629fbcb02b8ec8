package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The command that does what a rollback has shown, and nothing else. */
final class RollbackCommand {

    /** Parameters that the command sets itself, or leaves out because what was shown answers them. */
    private static final Set<String> ANSWERED = Set.of(
            "solution.env",
            "solution.name",
            "solution.from",
            "solution.to",
            "solution.way",
            "solution.allowDataLoss",
            "solution.confirm");

    private final String command;
    private final List<String> arguments = new ArrayList<>();

    /** @param command what runs the goal, without arguments */
    RollbackCommand(String command) {
        this.command = command;
    }

    /** Adds {@code -Dname=value}, if there is a value. */
    RollbackCommand with(String name, Optional<String> value) {
        value.ifPresent(text -> arguments.add("-D" + name + "=" + text));
        return this;
    }

    /** Adds {@code -Dname}, if it is so. */
    RollbackCommand when(boolean set, String name) {
        if (set) {
            arguments.add("-D" + name);
        }
        return this;
    }

    RollbackCommand with(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /**
     * Adds what else was typed for this plugin, above all the address of the environment: what is confirmed is what was shown.
     *
     * @param typed the properties of the command line
     */
    RollbackCommand withRest(Properties typed) {
        List<String> rest = new TreeSet<>(typed.stringPropertyNames())
                .stream()
                        .filter(name -> name.startsWith("solution.") && !ANSWERED.contains(name))
                        .filter(name -> arguments.stream()
                                .noneMatch(argument ->
                                        argument.equals("-D" + name) || argument.startsWith("-D" + name + "=")))
                        .map(name -> "-D" + name + "=" + typed.getProperty(name))
                        .toList();
        arguments.addAll(rest);
        return this;
    }

    /** The command, to be typed in a shell. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of(command));
        arguments.stream().map(ShellWord::quoted).forEach(words::add);
        return String.join(" ", words);
    }
}
