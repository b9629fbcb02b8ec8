package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the facts of {@code solution.xml} leniently: what is wrong with it is for rules to say. Root components and missing
 * dependencies are sorted when a solution is unpacked.
 */
final class ManifestReader {

    private ManifestReader() {}

    static Manifest absent(Origin origin) {
        return new Manifest(Optional.empty(), origin, "", "", "", "", "", "", List.of(), List.of());
    }

    static Manifest read(Element root, Origin origin) {
        Element manifest = root.first("SolutionManifest").orElse(root);
        List<Manifest.Root> roots = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        manifest.first("RootComponents").ifPresent(list -> {
            for (Element element : list.children("RootComponent")) {
                roots.add(new Manifest.Root(
                        element.attribute("type"),
                        Ids.plain(element.attribute("id")),
                        element.attribute("schemaName"),
                        behavior(element.attribute("behavior")),
                        place(element, seen)));
            }
        });
        List<Manifest.Missing> missing = new ArrayList<>();
        manifest.first("MissingDependencies")
                .ifPresent(list -> list.children("MissingDependency").stream()
                        // of many, a rule names the first: it must not depend on where the file was written
                        .sorted(Comparator.comparing(Element::key))
                        .forEach(element -> {
                            Optional<Element> required = element.first("Required");
                            Optional<Element> dependent = element.first("Dependent");
                            if (required.isPresent()) {
                                missing.add(new Manifest.Missing(
                                        required.get(), dependent.orElse(element), place(element, seen)));
                            }
                        }));
        return new Manifest(
                Optional.of(root),
                origin,
                manifest.text("UniqueName"),
                manifest.text("Version"),
                manifest.text("Managed"),
                manifest.text("Publisher/UniqueName"),
                manifest.text("Publisher/CustomizationPrefix"),
                manifest.text("Publisher/CustomizationOptionValuePrefix"),
                List.copyOf(roots),
                List.copyOf(missing));
    }

    private static Place place(Element element, Map<String, Integer> seen) {
        String key = element.key();
        return element.placeByKey(key, seen.merge(key, 1, Integer::sum) - 1);
    }

    private static int behavior(String text) {
        return text.equals("0") || text.equals("1") || text.equals("2") ? text.charAt(0) - '0' : -1;
    }
}
