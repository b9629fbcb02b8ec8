package io.github.dataversealm.solution.environment;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads the address of an environment as people write and paste it. */
public final class EnvironmentUrl {

    private static final String ADVICE =
            "Use the environment's own address, such as https://contoso-test.crm4.dynamics.com. It is shown in the Power Platform"
                    + " admin center as the \"Environment URL\".";

    private EnvironmentUrl() {}

    /** Whether the text is an address and not the id of an environment. */
    public static boolean isUrl(String text) {
        return text.contains("://");
    }

    /**
     * The scheme, host and port of an address; what follows them, such as {@code /main.aspx}, is cut off.
     *
     * @throws SolutionException when it is no address, is not encrypted, or is that of a portal
     */
    public static URI parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            // No cause: it repeats the text, in which a password may stand before an at sign.
            throw new SolutionException(null, shown(text) + " is no address of an environment.", ADVICE);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new SolutionException(null, shown(text) + " is no address of an environment.", ADVICE);
        }
        if (uri.getUserInfo() != null) {
            throw new SolutionException(
                    null,
                    "The address of the environment at '" + uri.getHost() + "' holds a user name or password.",
                    "Remove it; credentials belong in a <server> of your settings.xml.");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (scheme.equals("http") && !isLoopback(host)) {
            throw new SolutionException(
                    null,
                    "'" + text + "' is not encrypted, so credentials would be sent in the clear.",
                    "Write https:// instead of http://.");
        }
        if (host.startsWith("make.") || host.startsWith("admin.") || host.equals("flow.microsoft.com")) {
            throw new SolutionException(null, "'" + host + "' is a portal, not an environment.", ADVICE);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return URI.create(scheme + "://" + host + (usual ? "" : ":" + uri.getPort()));
    }

    /** Whether two addresses, as {@link #parse} makes them, are those of one environment. */
    static boolean isSame(URI one, URI other) {
        return canonical(one).equals(canonical(other));
    }

    /** The address without the {@code api} that an environment also answers to (spec dataverse-web-api §1.1). */
    static URI canonical(URI url) {
        return URI.create(url.toString().replaceFirst("^(https://[^./]+)\\.api\\.(crm)", "$1.$2"));
    }

    private static String shown(String text) {
        return text.contains("@") ? "What is given, with an @ in it," : "'" + text + "'";
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }
}
