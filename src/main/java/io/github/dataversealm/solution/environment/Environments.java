package io.github.dataversealm.solution.environment;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The environments that a project declares, and the choice among them. */
public final class Environments {

    /** The address of the local environment before it runs; nothing is ever sent there. */
    public static final URI LOCAL_URL = URI.create("http://localhost");

    private final Map<String, Environment> declared;
    private final Optional<String> serverId;

    /**
     * @param declared in the order that messages name them
     * @param serverId the credentials of an environment that is chosen by its address only; empty: from its host name
     * @throws SolutionException when two have one id, or the built-in environment has another address than {@link #LOCAL_URL}
     */
    public Environments(List<Environment> declared, Optional<String> serverId) {
        this.declared = new LinkedHashMap<>();
        this.serverId = serverId;
        for (Environment environment : declared) {
            if (environment.id().equals(Environment.LOCAL) && !environment.url().equals(LOCAL_URL)) {
                throw new SolutionException(
                        null,
                        "The environment 'local' has a <url>, but it is the one that the plugin brings along.",
                        "Give the environment another <id>, or leave the <url> of 'local' out.");
            }
            if (this.declared.put(environment.id(), environment) != null) {
                throw new SolutionException(
                        null,
                        "Two environments have the id '" + environment.id() + "'.",
                        "Give each <environment> an <id> of its own.");
            }
        }
    }

    /** The name of the credentials of an environment that names none. */
    public static String defaultServerId(String id) {
        return "dataverse-" + id;
    }

    /**
     * The chosen environments in the order of the choice, each once.
     *
     * @param names ids and addresses, separated by commas; blank: none is chosen by name
     * @param url an address that takes the place of the declared one, or names an environment by itself
     */
    public List<Environment> choose(Optional<String> names, Optional<String> url) {
        return chosen(names, url).stream().map(this::withRules).toList();
    }

    /** What is production under one name is it under all: no other name and no other way to write the address gets round it. */
    private Environment withRules(Environment environment) {
        boolean production = environment.production()
                || declared.values().stream()
                        .anyMatch(other -> other.production() && EnvironmentUrl.isSame(other.url(), environment.url()));
        return new Environment(
                environment.id(), environment.url(), environment.serverId(), environment.settingsFile(), production);
    }

    private List<Environment> chosen(Optional<String> names, Optional<String> url) {
        List<String> chosen = names.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (url.isPresent()) {
            return List.of(moved(chosen, EnvironmentUrl.parse(url.get())));
        }
        List<Environment> environments = new ArrayList<>();
        for (String name : chosen) {
            environments.add(find(name));
        }
        Map<URI, String> ids = new TreeMap<>();
        for (Environment environment : environments) {
            String other = ids.put(EnvironmentUrl.canonical(environment.url()), environment.id());
            if (other != null) {
                throw new SolutionException(
                        null,
                        "'" + other + "' and '" + environment.id() + "' are the same environment: " + environment.url()
                                + ".",
                        "Choose one of them.");
            }
        }
        return List.copyOf(environments);
    }

    private Environment moved(List<String> chosen, URI url) {
        if (chosen.isEmpty()) {
            return at(url);
        }
        String id = chosen.get(0);
        if (chosen.size() > 1 || id.equals(Environment.LOCAL) || EnvironmentUrl.isUrl(id)) {
            throw new SolutionException(
                    null,
                    "The address " + url + " cannot be that of '" + String.join(",", chosen) + "'.",
                    "With -Dsolution.url choose one environment by its id (-Denv=test), or leave env out.");
        }
        Environment environment = declared.get(id);
        if (environment == null && !Environment.isId(id)) {
            throw unknown(id);
        }
        return environment == null
                ? new Environment(id, url, serverId.orElse(defaultServerId(id)), Optional.empty(), false)
                : new Environment(
                        id, url, environment.serverId(), environment.settingsFile(), environment.production());
    }

    private Environment find(String name) {
        if (name.equals(Environment.LOCAL) && !declared.containsKey(name)) {
            return new Environment(name, LOCAL_URL, defaultServerId(name), Optional.empty(), false);
        }
        if (EnvironmentUrl.isUrl(name)) {
            return at(EnvironmentUrl.parse(name));
        }
        Environment environment = declared.get(name);
        if (environment == null) {
            throw unknown(name);
        }
        return environment;
    }

    /** A declared environment keeps its rules, such as {@code production}, however it is chosen. */
    private Environment at(URI url) {
        return declared.values().stream()
                .filter(environment -> EnvironmentUrl.isSame(environment.url(), url))
                .findFirst()
                .orElseGet(() -> {
                    String id = url.getHost().replace("[", "").replace("]", "").replace(':', '-')
                            + (url.getPort() < 0 ? "" : "-" + url.getPort());
                    return new Environment(id, url, serverId.orElse(defaultServerId(id)), Optional.empty(), false);
                });
    }

    private SolutionException unknown(String name) {
        String known = declared.isEmpty()
                ? "No environments are declared here; 'local' is built in."
                : "Known are: "
                        + declared.keySet().stream()
                                .filter(id -> !id.equals(Environment.LOCAL))
                                .collect(Collectors.joining(", "))
                        + ", and local.";
        return new SolutionException(
                null,
                "There is no environment '" + name + "'. " + known,
                String.join(System.lineSeparator(), xml(name)));
    }

    private static List<String> xml(String id) {
        return List.of(
                "Add it to the <configuration> of solution-maven-plugin in the pom.xml:",
                "  <environments>",
                "    <environment>",
                "      <id>" + id + "</id>",
                "      <url>https://contoso-" + id + ".crm4.dynamics.com</url>",
                "    </environment>",
                "  </environments>",
                "or name its address: -Denv=https://contoso-" + id + ".crm4.dynamics.com");
    }
}
