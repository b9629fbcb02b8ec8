package io.github.dataversealm.solution.message;

/** Arguments in commands that are shown to be typed. */
public final class ShellWord {

    private ShellWord() {}

    /** An argument as a shell takes it for one, whatever is in it. */
    public static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9._:/,=@%+-]+")
                ? argument
                : '"' + argument.replaceAll("([\\\\\"$`])", "\\\\$1") + '"';
    }
}
