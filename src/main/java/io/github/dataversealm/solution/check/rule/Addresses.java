package io.github.dataversealm.solution.check.rule;

import java.util.regex.Pattern;

/** Addresses that are right in one environment only (spec check-rules section 3), in all clouds that Microsoft runs. */
final class Addresses {

    private static final String NAME = "(?<![a-z0-9-])[a-z0-9][a-z0-9-]*+";

    /** The host of an environment of Dataverse, or of the finance and operations apps. */
    static final Pattern ENVIRONMENT =
            Pattern.compile("(?i)" + NAME + "\\.(?:api\\.)?(?:crm[0-9]*+\\.dynamics\\.(?:com|cn)"
                    + "|crm\\.(?:microsoftdynamics|appsplatform)\\.us|operations\\.dynamics\\.(?:com|cn))\\b");

    private static final String SHAREPOINT_HOST = "[a-z0-9][a-z0-9-]*+\\.sharepoint(?:-mil)?\\.(?:com|us|cn)\\b";

    /** The beginning of an address in SharePoint. */
    static final Pattern SHAREPOINT_URL = Pattern.compile("(?i)https?://" + SHAREPOINT_HOST);

    private static final Pattern SHAREPOINT = Pattern.compile("(?i)(?<![a-z0-9-])" + SHAREPOINT_HOST);

    private Addresses() {}

    static boolean isSharePoint(CharSequence text) {
        return SHAREPOINT.matcher(text).find();
    }

    static boolean isEnvironment(CharSequence text) {
        return ENVIRONMENT.matcher(text).find();
    }
}
