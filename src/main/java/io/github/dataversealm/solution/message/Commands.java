package io.github.dataversealm.solution.message;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the goals are typed where the user stands. Texts of the engine name a command as {@code mvn solution:goal}, which works
 * only in a folder where Maven knows the prefix, and for most goals only with an environment; whoever shows such a text passes
 * it through {@link #in}. Files that are read in other places, such as plans and the reports of a check, keep the short form.
 *
 * @param maven what starts Maven: {@code mvn}, and {@code -f} with the file of a project elsewhere
 * @param plugin what stands before {@code :goal}: the prefix, or {@code groupId:artifactId:version}
 * @param environment what is worked on, as {@code -Denv=} takes it; empty when that is none, or one of several
 * @param several which they may be
 */
public record Commands(String maven, String plugin, Optional<String> environment, Set<String> several) {

    private static final Commands USUAL = new Commands("mvn", "solution");

    private static final String UNKNOWN = "<environment>";

    /** A goal that does nothing without an environment, and what is typed with it. Those for makers are not among them. */
    private static final Pattern IN_ENVIRONMENT = Pattern.compile(
            "mvn (?:package )?solution:(?:delete|history|import|list|plan|publish|rollback|settings|upgrade|who-am-i)"
                    + "(?![\\w-])((?: (?:\"-D[^\"]*\"|-D(?:<[^>]*>|[^\\s<])+))*)");

    private static final Pattern CHOICE = Pattern.compile(" -D(?:env|solution\\.(?:env|url|planFile))=");

    /** What the lines about one of several environments begin with. */
    private static final Pattern ABOUT_ONE = Pattern.compile("\\[([^]\\s]+)] .*", Pattern.DOTALL);

    public Commands {
        several = Set.copyOf(several);
    }

    /** Without an environment. */
    public Commands(String maven, String plugin) {
        this(maven, plugin, Optional.empty(), Set.of());
    }

    /** As the texts of the engine have them. */
    public static Commands usual() {
        return USUAL;
    }

    /** The same where one environment is worked on. */
    public Commands at(String name) {
        return new Commands(maven, plugin, Optional.of(name), Set.of());
    }

    /** The same where several environments are worked on; texts say which one they are about, or they are about any. */
    public Commands atSome(Set<String> names) {
        return new Commands(maven, plugin, Optional.empty(), names);
    }

    /** The same for what is said of one environment. */
    public Commands about(String name) {
        return several.contains(name) ? at(name) : this;
    }

    /** The command that runs the goal. */
    public String command(String goal) {
        return maven + " " + goal(goal);
    }

    /** The goal as an argument of Maven. */
    public String goal(String goal) {
        return plugin + ":" + goal;
    }

    /** A text with its commands as they are typed here. */
    public String in(String text) {
        return withEnvironment(text)
                .replace(USUAL.command(""), command(""))
                .replace("mvn package " + USUAL.goal(""), maven + " package " + goal(""));
    }

    private String withEnvironment(String text) {
        Matcher one = ABOUT_ONE.matcher(text);
        Optional<String> name = environment.or(() -> one.matches() && several.contains(one.group(1))
                ? Optional.of(one.group(1))
                : Optional.of(UNKNOWN).filter(unknown -> !several.isEmpty()));
        if (name.isEmpty()) {
            return text;
        }
        String choice = name.get().equals(UNKNOWN) ? "-Denv=" + UNKNOWN : ShellWord.quoted("-Denv=" + name.get());
        return IN_ENVIRONMENT
                .matcher(text.replace("-Denv=" + UNKNOWN, choice))
                .replaceAll(command -> Matcher.quoteReplacement(
                        CHOICE.matcher(command.group(1)).find()
                                ? command.group()
                                : command.group().substring(0, command.start(1) - command.start())
                                        + " "
                                        + choice
                                        + command.group(1)));
    }
}
