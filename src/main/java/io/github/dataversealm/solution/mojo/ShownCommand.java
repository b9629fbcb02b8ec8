package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** A command that does what a run has shown, and nothing else. */
final class ShownCommand {

    private final String command;
    private final List<String> arguments = new ArrayList<>();

    /** @param command what runs the goal, without arguments */
    ShownCommand(String command) {
        this.command = command;
    }

    /** Adds {@code -Dname=value}, if there is a value. */
    ShownCommand with(String name, Optional<String> value) {
        value.ifPresent(text -> arguments.add("-D" + name + "=" + text));
        return this;
    }

    /** Adds {@code -Dname}, if it is so. */
    ShownCommand when(boolean set, String name) {
        if (set) {
            arguments.add("-D" + name);
        }
        return this;
    }

    ShownCommand with(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /**
     * Adds what else was typed for this plugin, above all the address of the environment: what is done is what was shown.
     *
     * @param typed the properties of the command line
     * @param answered parameters that the command sets itself, or leaves out because what was shown answers them
     */
    ShownCommand withRest(Properties typed, Set<String> answered) {
        List<String> rest = new TreeSet<>(typed.stringPropertyNames())
                .stream()
                        .filter(name -> name.startsWith("solution.") && !answered.contains(name))
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
