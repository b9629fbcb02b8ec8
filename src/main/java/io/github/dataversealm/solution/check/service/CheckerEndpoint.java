package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.http.LocalHosts;
import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of a checker service: scheme, host and port.
 *
 * @param name what a person calls it: the geography, or the host
 */
public record CheckerEndpoint(URI address, String name) {

    /** Below these all hosts of the service are. They take tokens of one another, so they count as one place for tokens. */
    private static final List<String> FAMILY = List.of(
            ".advisor.powerapps.com", ".advisor.powerapps.us", ".advisor.appsplatform.us", ".advisor.powerapps.cn");

    /**
     * The endpoint that was chosen: the named address, or that of the named geography, or of the environment's.
     *
     * @param environment the address of the environment that was chosen
     * @throws SolutionException when what was chosen is wrong, or the geography of the environment is not known
     */
    public static CheckerEndpoint of(Optional<String> custom, Optional<String> geography, URI environment) {
        if (custom.isPresent() && geography.isPresent()) {
            throw new SolutionException(
                    null, "Both customEndpoint and geo are given.", "Name one of them: a run is in one place.");
        }
        if (custom.isPresent()) {
            return custom(custom.get());
        }
        if (geography.isPresent()) {
            return of(Geography.named(geography.get()));
        }
        if (LocalHosts.isLoopback(environment.getHost())) {
            return new CheckerEndpoint(environment, "local environment");
        }
        return Geography.of(environment)
                .map(CheckerEndpoint::of)
                .orElseThrow(() -> new SolutionException(
                        null,
                        "Where the checker service of " + environment.getHost()
                                + " is cannot be told from its address.",
                        "Name the geography of the environment, which the Power Platform admin center shows:"
                                + " -Dsolution.geo=Europe. There are: " + Geography.names() + "."));
    }

    static CheckerEndpoint of(Geography geography) {
        return new CheckerEndpoint(geography.endpoint(), geography.title());
    }

    private static CheckerEndpoint custom(String text) {
        try {
            URI uri = new URI(text.strip());
            boolean local = uri.getHost() != null && LocalHosts.isLoopback(uri.getHost());
            boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getPath() == null
                            || uri.getPath().isEmpty()
                            || uri.getPath().equals("/"));
            if (uri.getHost() != null && plain && (encrypted || local && "http".equalsIgnoreCase(uri.getScheme()))) {
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                String host = uri.getHost().toLowerCase(Locale.ROOT) + port;
                return new CheckerEndpoint(URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host), host);
            }
        } catch (URISyntaxException e) {
            // told below: the text may hold what must not be shown
        }
        throw new SolutionException(
                null,
                "The customEndpoint is no address of a checker service.",
                "Write it as https://europe.api.advisor.powerapps.com, without a path; without encryption only localhost is"
                        + " spoken to.");
    }

    boolean isLocal() {
        return LocalHosts.isLoopback(address.getHost());
    }

    /** The host, with its port where that is unusual. */
    String host() {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /** The application that tokens are for when the service does not say it. */
    Optional<String> resource() {
        return Arrays.stream(Geography.values())
                .filter(geography -> geography.endpoint().equals(address))
                .map(Geography::resource)
                .findFirst();
    }

    /**
     * Whether tokens for that application may be sent here: an answer cannot have a token made out to another service and
     * sent to itself.
     */
    boolean mayHaveTokensOf(String resource) {
        try {
            URI uri = new URI(resource);
            if (uri.getHost() == null) {
                return false;
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            if (LocalHosts.isLoopback(host) || isLocal()) {
                return LocalHosts.isLoopback(host) && isLocal() && uri.getPort() == address.getPort();
            }
            return "https".equalsIgnoreCase(uri.getScheme())
                    && (host.equals(address.getHost().toLowerCase(Locale.ROOT)) && uri.getPort() == address.getPort()
                            || uri.getPort() < 0 && address.getPort() < 0 && sameFamily(host));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean sameFamily(String host) {
        String own = "." + address.getHost().toLowerCase(Locale.ROOT);
        return FAMILY.stream().anyMatch(suffix -> own.endsWith(suffix) && ("." + host).endsWith(suffix));
    }
}
