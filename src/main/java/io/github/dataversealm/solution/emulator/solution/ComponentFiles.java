package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.FilePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which files of an unpacked solution are a component's (spec solution-packager-behavior: the folders of the kinds). */
final class ComponentFiles {

    /** Where the files of a kind are: {@code {schema}}, {@code {id}} and {@code {title}} stand for what names the component. */
    private record Place(String start, String within) {

        static Place at(String start) {
            return new Place(start, "");
        }
    }

    private static final Map<String, List<Place>> PLACES = Map.ofEntries(
            Map.entry(ComponentTypes.ENTITY, List.of(Place.at("entities/{schema}/"))),
            Map.entry(ComponentTypes.OPTION_SET, List.of(Place.at("optionsets/{schema}.xml"))),
            Map.entry("26", List.of(new Place("entities/", "/savedqueries/{{id}"))),
            Map.entry("59", List.of(new Place("entities/", "/visualizations/{{id}"))),
            Map.entry(
                    "60",
                    List.of(
                            new Place("entities/", "{{id}"),
                            new Place("dashboards/", "{id}"),
                            new Place("interactioncentricdashboards/", "{id}"))),
            Map.entry(ComponentTypes.ROLE, List.of(Place.at("roles/{title}.xml"))),
            Map.entry(ComponentTypes.WORKFLOW, List.of(new Place("workflows/", "{id}"))),
            Map.entry(ComponentTypes.WEB_RESOURCE, List.of(Place.at("webresources/{schema}"))),
            Map.entry("62", List.of(Place.at("appmodulesitemaps/{schema}/"))),
            Map.entry("66", List.of(Place.at("controls/{schema}/"))),
            Map.entry("80", List.of(Place.at("appmodules/{schema}/"))),
            Map.entry("91", List.of(new Place("pluginassemblies/", "{id}"))),
            Map.entry("92", List.of(new Place("sdkmessageprocessingsteps/", "{id}"))),
            Map.entry("300", List.of(Place.at("canvasapps/{schema}.meta.xml"), Place.at("canvasapps/{schema}_"))),
            Map.entry("371", List.of(Place.at("connectors/{schema}"))),
            Map.entry("372", List.of(Place.at("connectors/{schema}"))),
            Map.entry(ComponentTypes.VARIABLE, List.of(Place.at("environmentvariabledefinitions/{schema}/"))));

    private ComponentFiles() {}

    /** Tells the component's files by their path in lower case; empty for a kind whose files are not known. */
    static Optional<Predicate<String>> of(StoredComponent component) {
        List<Place> places = PLACES.get(component.type());
        if (places == null
                && !component.type().isEmpty()
                && !Character.isDigit(component.type().charAt(0))) {
            places = framework(component);
        }
        if (places == null) {
            return Optional.empty();
        }
        String schema = component.schemaName().toLowerCase(Locale.ROOT);
        String id = component.objectId().toString();
        List<Predicate<String>> fitting = new ArrayList<>();
        for (Place place : places) {
            if (place.start().contains("{schema}") && schema.isEmpty()) {
                continue;
            }
            String start =
                    place.start().replace("{schema}", schema).replace("{title}", fileName(component.displayName()));
            String within = place.within().replace("{id}", id);
            boolean exact = component.type().equals(ComponentTypes.WEB_RESOURCE);
            fitting.add(path -> exact
                    ? path.equals(start) || path.equals(start + ".data.xml")
                    : path.startsWith(start) && path.indexOf(within, start.length() - 1) >= 0);
        }
        return Optional.of(path -> fitting.stream().anyMatch(fits -> fits.test(path)));
    }

    /** A name as the layout writes it into a path. */
    private static String fileName(String name) {
        ComponentFacts facts = new ComponentFacts();
        facts.add("name", name);
        return FilePattern.of("{name}").path(facts, false).orElse("").toLowerCase(Locale.ROOT);
    }

    /** The folder of a kind of the solution component framework is its plural, that of a component its name. */
    private static List<Place> framework(StoredComponent component) {
        String folder = component.type().toLowerCase(Locale.ROOT) + "s/";
        List<Place> places = new ArrayList<>();
        places.add(Place.at(folder + "{schema}/"));
        component
                .columns()
                .values()
                .forEach(name -> places.add(Place.at(folder + name.toLowerCase(Locale.ROOT) + "/")));
        return places;
    }
}
