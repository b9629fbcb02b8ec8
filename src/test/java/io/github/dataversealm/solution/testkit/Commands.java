package io.github.dataversealm.solution.testkit;

import java.io.IOException;

/** Programs that an integration test needs and the project does not. */
public final class Commands {

    private Commands() {}

    /**
     * Whether all of them can be started. Without them the test is left out, loudly; in CI that is a failure.
     *
     * @param test what is left out, and what then was not tried
     */
    public static boolean areThere(String test, String... commands) throws InterruptedException {
        for (String command : commands) {
            if (!isThere(command)) {
                if ("true".equals(System.getenv("CI"))) {
                    throw new AssertionError("CI has no " + String.join(" and ", commands));
                }
                System.out.println(
                        "SKIPPED " + test + ": not all of " + String.join(", ", commands) + " are on the PATH");
                return false;
            }
        }
        return true;
    }

    private static boolean isThere(String command) throws InterruptedException {
        try {
            return new ProcessBuilder(command, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
