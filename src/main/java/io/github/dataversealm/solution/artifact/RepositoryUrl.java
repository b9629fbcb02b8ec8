package io.github.dataversealm.solution.artifact;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the address of a source repository in one form, whichever way it was cloned, so that two clones give the same
 * metadata: {@code https://host/path}, without user, password, query and {@code .git}. Paths of a machine have none.
 */
final class RepositoryUrl {

    private static final Pattern SCP = Pattern.compile("(?:[^@/\\s]+@)?([A-Za-z0-9.-]+\\.[A-Za-z0-9-]+):(?!/)(\\S+)");
    private static final Pattern AZURE_PATH = Pattern.compile("v3/([^/]+)/([^/]+)/([^/]+)");
    private static final String AZURE_SSH = "ssh.dev.azure.com";
    private static final String SCM = "scm:";

    private RepositoryUrl() {}

    /** @return empty when it is no address on a network */
    static Optional<String> clean(String address) {
        String text = withoutScm(address.strip());
        Matcher scp = SCP.matcher(text);
        if (scp.matches()) {
            return of("https", scp.group(1), -1, scp.group(2));
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (scheme == null || uri.getHost() == null || uri.getRawPath() == null) {
                return Optional.empty();
            }
            return switch (scheme) {
                case "https", "http" -> of(scheme, uri.getHost(), uri.getPort(), uri.getRawPath());
                case "ssh", "git", "git+ssh", "git+https" -> of("https", uri.getHost(), -1, uri.getRawPath());
                default -> Optional.empty();
            };
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@code scm:git:https://...} of a pom.xml is {@code https://...}. */
    private static String withoutScm(String text) {
        int provider = text.startsWith(SCM) ? text.indexOf(':', SCM.length()) : -1;
        return provider < 0 ? text : text.substring(provider + 1);
    }

    private static Optional<String> of(String scheme, String host, int port, String path) {
        String name = path.replaceAll("^/+|/+$", "").replaceAll("\\.git$", "");
        Matcher azure = AZURE_PATH.matcher(name);
        if (host.equals(AZURE_SSH) && azure.matches()) {
            return Optional.of(
                    "https://dev.azure.com/" + azure.group(1) + "/" + azure.group(2) + "/_git/" + azure.group(3));
        }
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(scheme + "://" + host.toLowerCase(java.util.Locale.ROOT) + (port < 0 ? "" : ":" + port)
                        + "/" + name);
    }
}
