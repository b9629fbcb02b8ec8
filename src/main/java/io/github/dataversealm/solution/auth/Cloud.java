package io.github.dataversealm.solution.auth;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cloud of Microsoft: who signs in there, and which environments it holds (spec dataverse-web-api §1.7). */
public enum Cloud {
    // The first login host is the one that is used; the others are names that challenges may give for it.
    PUBLIC(
            "public",
            List.of("login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"),
            List.of(".dynamics.com"),
            "api://AzureADTokenExchange"),
    GCC(
            "gcc",
            List.of("login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"),
            List.of(".crm9.dynamics.com"),
            "api://AzureADTokenExchange"),
    GCC_HIGH(
            "gcchigh",
            List.of("login.microsoftonline.us", "login.usgovcloudapi.net"),
            List.of(".crm.microsoftdynamics.us"),
            "api://AzureADTokenExchangeUSGov"),
    DOD(
            "dod",
            List.of("login.microsoftonline.us", "login.usgovcloudapi.net"),
            List.of(".crm.appsplatform.us"),
            "api://AzureADTokenExchangeUSGov"),
    CHINA(
            "china",
            List.of("login.chinacloudapi.cn", "login.partner.microsoftonline.cn"),
            List.of(".crm.dynamics.cn"),
            "api://AzureADTokenExchangeChina");

    private final String id;
    private final List<String> loginHosts;
    private final List<String> hostSuffixes;
    private final String federationAudience;

    Cloud(String id, List<String> loginHosts, List<String> hostSuffixes, String federationAudience) {
        this.id = id;
        this.loginHosts = loginHosts;
        this.hostSuffixes = hostSuffixes;
        this.federationAudience = federationAudience;
    }

    /** The cloud of a name such as {@code gcchigh}; hyphens and case do not matter. */
    public static Cloud named(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return Arrays.stream(values())
                .filter(cloud -> cloud.id.equals(key))
                .findFirst()
                .orElseThrow(() -> new SolutionException(
                        null,
                        "There is no cloud '" + name + "'.",
                        "Use one of: "
                                + Arrays.stream(values()).map(Cloud::toString).collect(Collectors.joining(", "))
                                + "."));
    }

    /** The cloud that an environment's host name belongs to; the longest suffix decides. */
    public static Optional<Cloud> of(URI environment) {
        String host = environment.getHost().toLowerCase(Locale.ROOT);
        Cloud found = null;
        int longest = 0;
        for (Cloud cloud : values()) {
            for (String suffix : cloud.hostSuffixes) {
                if (host.endsWith(suffix) && suffix.length() > longest) {
                    found = cloud;
                    longest = suffix.length();
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** Where one signs in. */
    public String loginHost() {
        return loginHosts.get(0);
    }

    /** Whether a host is a login service of this cloud, so that credentials may be meant for it. */
    public boolean isLoginHost(String host) {
        return loginHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /** The audience that a token of a CI service must have to be exchanged here. */
    public String federationAudience() {
        return federationAudience;
    }

    @Override
    public String toString() {
        return id;
    }
}
