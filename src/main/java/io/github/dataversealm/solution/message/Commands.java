package io.github.dataversealm.solution.message;

/**
 * How the goals are typed where the user stands. Texts of the engine name a command as {@code mvn solution:goal}, which works
 * only in a folder where Maven knows the prefix; whoever shows such a text passes it through {@link #in}. Files that are read in
 * other places, such as plans and the reports of a check, keep the short form.
 *
 * @param maven what starts Maven: {@code mvn}, and {@code -f} with the file of a project elsewhere
 * @param plugin what stands before {@code :goal}: the prefix, or {@code groupId:artifactId:version}
 */
public record Commands(String maven, String plugin) {

    private static final Commands USUAL = new Commands("mvn", "solution");

    /** As the texts of the engine have them. */
    public static Commands usual() {
        return USUAL;
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
        return text.replace(USUAL.command(""), command(""));
    }
}
