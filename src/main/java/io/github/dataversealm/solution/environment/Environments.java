package io.github.dataversealm.solution.environment;

import io.github.dataversealm.solution.message.SolutionException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The environments that a project declares, and the choice among them. */
public final class Environments {

    /** What the name of a group of environments begins with, where one can be chosen. */
    public static final String GROUP = "group:";

    private final Map<String, Environment> declared;
    private final Optional<String> serverId;

    /**
     * @param declared in the order that messages name them
     * @param serverId the credentials of an environment that is chosen by its address only; empty: from its host name
     * @throws SolutionException when two have one id, or the built-in environment is not local
     */
    public Environments(List<Environment> declared, Optional<String> serverId) {
        this.declared = new LinkedHashMap<>();
        this.serverId = serverId;
        for (Environment environment : declared) {
            if (environment.id().equals(Environment.LOCAL) && !environment.local()) {
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
        requireFilesOfTheirOwn();
        declared.forEach(this::requireOrder);
    }

    /** The ids are parts of file names, and some systems do not tell capital letters from small ones. */
    private void requireFilesOfTheirOwn() {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String id : declared.keySet()) {
            String other = ids.put(id.toLowerCase(Locale.ROOT), id);
            if (other != null) {
                throw new SolutionException(
                        null,
                        "The environments '" + other + "' and '" + id + "' differ in capital letters only.",
                        "Give one of them another <id>: their reports are files with these names.");
            }
        }
    }

    /** What a rule names has to be there, and has to come before. */
    private void requireOrder(Environment environment) {
        for (String asked : environment.rules().asked()) {
            if (!declared.containsKey(asked) && !Environment.isLocalId(asked)) {
                throw new SolutionException(
                        null,
                        "The environment '" + environment.id() + "' comes after '" + asked
                                + "', and there is no environment with that id.",
                        "Name the <id> of another <environment>, or declare '" + asked + "'.");
            }
            Optional<List<String>> circle = way(asked, environment.id(), List.of(environment.id()));
            if (circle.isPresent()) {
                throw new SolutionException(
                        null,
                        "The environments come after each other in a circle: " + String.join(" after ", circle.get())
                                + ".",
                        "Take one <after> or <sameBytesIn> of them away: nothing could come to any of them.");
            }
        }
    }

    /** The way from one environment to another along what they come after. */
    private Optional<List<String>> way(String from, String to, List<String> before) {
        List<String> way = new ArrayList<>(before);
        way.add(from);
        if (from.equals(to)) {
            return Optional.of(way);
        }
        if (before.contains(from) || !declared.containsKey(from)) {
            return Optional.empty();
        }
        return declared.get(from).rules().asked().stream()
                .flatMap(next -> way(next, to, way).stream())
                .findFirst();
    }

    /** What stands for the address of a local environment before it runs; nothing is ever sent there. */
    public static URI localUrl(String id) {
        return id.equals(Environment.LOCAL)
                ? URI.create("http://localhost")
                : URI.create("http://localhost/" + id.toLowerCase(Locale.ROOT));
    }

    /** The name of the credentials of an environment that names none. */
    public static String defaultServerId(String id) {
        return "dataverse-" + id;
    }

    /**
     * The chosen environments in the order of the choice, each once.
     *
     * @param names ids, addresses and groups as {@code group:<name>}, separated by commas; blank: none is chosen by name
     * @param url an address that takes the place of the declared one, or names an environment by itself
     */
    public List<Environment> choose(Optional<String> names, Optional<String> url) {
        return chosen(names, url).stream().map(this::withRules).toList();
    }

    /**
     * What is asked under one name is asked under all, such as production: no other name and no other way to write the address
     * gets round it.
     */
    private Environment withRules(Environment environment) {
        Environment ruled = environment;
        for (Environment other : declared.values()) {
            if (EnvironmentUrl.isSame(other.url(), environment.url())) {
                ruled = ruled.under(other);
            }
        }
        return ruled;
    }

    /**
     * The environments that the rules of others ask about, by their id, in the order in which they are named.
     *
     * @throws SolutionException when a rule names an environment that is not declared
     */
    public Map<String, Environment> askedBy(List<Environment> chosen) {
        Map<String, Environment> asked = new LinkedHashMap<>();
        for (Environment environment : chosen) {
            for (String id : environment.rules().asked()) {
                asked.put(id, withRules(find(id)));
            }
        }
        return asked;
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
        Set<Environment> environments = new LinkedHashSet<>();
        for (String name : chosen) {
            if (name.startsWith(GROUP)) {
                environments.addAll(group(name.substring(GROUP.length()).strip()));
            } else {
                environments.add(find(name));
            }
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
        Environment environment = declared.get(id);
        boolean local = environment == null ? Environment.isLocalId(id) : environment.local();
        if (chosen.size() > 1 || local || id.startsWith(GROUP) || EnvironmentUrl.isUrl(id)) {
            throw new SolutionException(
                    null,
                    "The address " + url + " cannot be that of '" + String.join(",", chosen) + "'.",
                    "With -Dsolution.url choose one environment by its id (-Denv=test), or leave env out.");
        }
        if (environment == null && !Environment.isId(id)) {
            throw unknown(id);
        }
        return environment == null
                ? new Environment(id, url, serverId.orElse(defaultServerId(id)), Optional.empty(), false)
                : environment.at(url);
    }

    private Environment find(String name) {
        if (Environment.isLocalId(name) && !declared.containsKey(name)) {
            return Environment.builtIn(name);
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

    /** The members in the order in which they are declared. */
    private List<Environment> group(String name) {
        List<Environment> members = declared.values().stream()
                .filter(environment -> environment.rollout().groups().contains(name))
                .toList();
        if (members.isEmpty()) {
            Set<String> known = new LinkedHashSet<>();
            declared.values()
                    .forEach(environment -> known.addAll(environment.rollout().groups()));
            throw new SolutionException(
                    null,
                    (name.isEmpty()
                                    ? "After 'group:' no group is named."
                                    : "No environment is in a group '" + name + "'.")
                            + (known.isEmpty()
                                    ? " No environment is in any group."
                                    : " Known groups are: " + String.join(", ", known) + "."),
                    "Put environments into one: <groups>" + (name.isEmpty() ? "customers" : name)
                            + "</groups> in each <environment> that belongs to it.");
        }
        return members;
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
