package io.github.dataversealm.solution.mojo;

import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;

/** The command that was typed, as far as it concerns this plugin, for somebody who is to type it again. */
final class TypedCommand {

    private TypedCommand() {}

    /** Such as {@code mvn deploy -Denv=group:customers}. Nothing that looks like a secret is in it. */
    static String of(MavenSession session) {
        StringBuilder command = new StringBuilder("mvn");
        List<String> goals = session.getGoals();
        if (goals != null) {
            goals.forEach(goal -> command.append(' ').append(goal));
        }
        Properties typed = session.getUserProperties();
        for (String name : new TreeSet<>(typed.stringPropertyNames())) {
            if (isShown(name)) {
                command.append(' ').append(quoted("-D" + name + "=" + typed.getProperty(name)));
            }
        }
        return command.toString();
    }

    private static boolean isShown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return (name.equals("env") || name.startsWith("solution."))
                && !lower.contains("token")
                && !lower.contains("secret")
                && !lower.contains("password");
    }

    /** An argument as a shell takes it for one. */
    static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9._:/,=@%+-]*") ? argument : '"' + argument + '"';
    }
}
