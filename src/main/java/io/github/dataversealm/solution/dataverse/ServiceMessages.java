package io.github.dataversealm.solution.dataverse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service's messages without what it wraps around them (spec §3.4, §5.5). */
public final class ServiceMessages {

    private static final Pattern FAULT = Pattern.compile(
            "^\\s*(?:Unhandled )?Exception(?: type)?: .{0,300}?Message: (.*?)(?:\\r?\\n\\s*Detail:.*|Detail: ?<OrganizationServiceFault.*)?$",
            Pattern.DOTALL);
    private static final Pattern PREFIX = Pattern.compile(
            "^\\s*(?:ImportAsHolding failed with exception ?:|Solution manifest import: FAILURE:|[\\w.]*(?:CrmException|FaultException|InvalidPluginExecutionException)(?:`1\\[[^\\]]*])?:)\\s*");
    private static final Pattern SUFFIX =
            Pattern.compile("\\s*,\\s*ProductUpdatesOnly\\s*:\\s*(?:True|False)\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEPENDENCIES = Pattern.compile(
            "\\s*(?:The missing dependencies are ?:)?\\s*<MissingDependencies.*?(?:</MissingDependencies>|<MissingDependencies\\s*/>|$)",
            Pattern.DOTALL);
    private static final int MAX_LAYERS = 8;

    private ServiceMessages() {}

    /** What is left when all wrappers are taken off; the list of missing dependencies stays in it. */
    public static String clean(String message) {
        String text = message == null ? "" : message.strip();
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            String before = text;
            Matcher fault = FAULT.matcher(text);
            if (fault.matches()) {
                text = fault.group(1).strip();
            }
            text = PREFIX.matcher(text).replaceFirst("");
            text = SUFFIX.matcher(text).replaceFirst("").strip();
            if (text.equals(before)) {
                break;
            }
        }
        return text;
    }

    /** As {@link #clean}, without the list of missing dependencies, which {@link MissingDependencies} reads. */
    public static String brief(String message) {
        return SUFFIX.matcher(DEPENDENCIES.matcher(clean(message)).replaceAll(""))
                .replaceFirst("")
                .strip();
    }
}
