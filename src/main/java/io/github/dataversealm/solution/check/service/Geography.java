package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where Microsoft's checker service runs (spec dataverse-web-api §6.1). A solution stays in the geography that it is sent
 * to, so none is guessed: one that cannot be told from the address of the environment must be named.
 */
public enum Geography {
    PREVIEW_UNITED_STATES("PreviewUnitedStates", "unitedstatesfirstrelease.api.advisor.powerapps.com"),
    UNITED_STATES("UnitedStates", "unitedstates.api.advisor.powerapps.com", "crm.dynamics.com"),
    EUROPE("Europe", "europe.api.advisor.powerapps.com", "crm4.dynamics.com"),
    ASIA("Asia", "asia.api.advisor.powerapps.com", "crm5.dynamics.com"),
    AUSTRALIA("Australia", "australia.api.advisor.powerapps.com", "crm6.dynamics.com"),
    JAPAN("Japan", "japan.api.advisor.powerapps.com", "crm7.dynamics.com"),
    INDIA("India", "india.api.advisor.powerapps.com", "crm8.dynamics.com"),
    CANADA("Canada", "canada.api.advisor.powerapps.com", "crm3.dynamics.com"),
    SOUTH_AMERICA("SouthAmerica", "southamerica.api.advisor.powerapps.com", "crm2.dynamics.com"),
    UNITED_KINGDOM("UnitedKingdom", "unitedkingdom.api.advisor.powerapps.com", "crm11.dynamics.com"),
    FRANCE("France", "france.api.advisor.powerapps.com", "crm12.dynamics.com"),
    SOUTH_AFRICA("SouthAfrica", "southafrica.api.advisor.powerapps.com", "crm14.dynamics.com"),
    GERMANY("Germany", "germany.api.advisor.powerapps.com", "crm16.dynamics.com"),
    UNITED_ARAB_EMIRATES("UnitedArabEmirates", "unitedarabemirates.api.advisor.powerapps.com", "crm15.dynamics.com"),
    SWITZERLAND("Switzerland", "switzerland.api.advisor.powerapps.com", "crm17.dynamics.com"),
    NORWAY("Norway", "norway.api.advisor.powerapps.com", "crm19.dynamics.com"),
    SINGAPORE("Singapore", "singapore.api.advisor.powerapps.com", "crm20.dynamics.com"),
    KOREA("Korea", "korea.api.advisor.powerapps.com", "crm21.dynamics.com"),
    SWEDEN("Sweden", "sweden.api.advisor.powerapps.com", "crm22.dynamics.com"),
    ITALY("Italy", "italy.api.advisor.powerapps.com"),
    POLAND("Poland", "poland.api.advisor.powerapps.com"),
    NEW_ZEALAND("NewZealand", "newzealand.api.advisor.powerapps.com"),
    US_GOVERNMENT("USGovernment", "gov.api.advisor.powerapps.us", "crm9.dynamics.com"),
    US_GOVERNMENT_L4("USGovernmentL4", "high.api.advisor.powerapps.us", "crm.microsoftdynamics.us"),
    US_GOVERNMENT_L5_DOD("USGovernmentL5DoD", "mil.api.advisor.appsplatform.us", "crm.appsplatform.us"),
    CHINA("China", "china.api.advisor.powerapps.cn", "crm.dynamics.cn");

    private final String title;
    private final String host;
    private final List<String> environments;

    Geography(String title, String host, String... environments) {
        this.title = title;
        this.host = host;
        this.environments = List.of(environments);
    }

    /** The name that {@code pac --geo} has for it. */
    public String title() {
        return title;
    }

    public URI endpoint() {
        return URI.create("https://" + host);
    }

    /** The application that tokens are for, unless the service names another of its own. */
    String resource() {
        return host.endsWith(".powerapps.com") ? "https://api.advisor.powerapps.com/" : "https://" + host + "/";
    }

    /**
     * The geography of that name; letter case, blanks and hyphens do not count.
     *
     * @throws SolutionException when there is none
     */
    public static Geography named(String name) {
        String wanted = plain(name);
        return Arrays.stream(values())
                .filter(geography -> plain(geography.title).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new SolutionException(
                        null, "There is no geography '" + name + "'.", "Use one of: " + names() + "."));
    }

    /** The geography of an environment, from its host name. */
    public static Optional<Geography> of(URI environment) {
        String name = environment.getHost().toLowerCase(Locale.ROOT);
        // contoso.crm4.dynamics.com, and contoso.api.crm4.dynamics.com
        return Arrays.stream(values())
                .filter(geography -> geography.environments.stream().anyMatch(suffix -> name.endsWith("." + suffix)))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Geography::title).collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return title;
    }
}
