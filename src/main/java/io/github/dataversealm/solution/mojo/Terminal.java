package io.github.dataversealm.solution.mojo;

import java.io.Console;
import java.util.Map;
import org.apache.maven.execution.MavenExecutionRequest;

/** Whether a person sits in front of the output of Maven. */
final class Terminal {

    private Terminal() {}

    /** @param variables the environment variables; CI services set {@code CI} or a name of their own */
    static boolean isInteractive(MavenExecutionRequest request, Map<String, String> variables) {
        return request != null
                && request.isInteractiveMode()
                && !"dumb".equals(variables.get("TERM"))
                && !isContinuousIntegration(variables)
                && isTerminal(System.console());
    }

    private static boolean isContinuousIntegration(Map<String, String> variables) {
        String ci = variables.getOrDefault("CI", "");
        return !ci.isBlank() && !ci.equalsIgnoreCase("false")
                || variables.containsKey("TF_BUILD")
                || variables.containsKey("JENKINS_URL")
                || variables.containsKey("GITHUB_ACTIONS");
    }

    /** From Java 22 on there is a console also where there is no terminal, and it says so itself. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
