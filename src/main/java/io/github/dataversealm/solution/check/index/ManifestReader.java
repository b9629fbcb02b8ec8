package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the facts of {@code solution.xml} leniently: what is wrong with it is for rules to say. */
final class ManifestReader {

    private ManifestReader() {}

    static Manifest absent(Origin origin) {
        return new Manifest(Optional.empty(), origin, "", "", "", "", "", "", List.of(), List.of());
    }

    static Manifest read(Element root, Origin origin) {
        Element manifest = root.first("SolutionManifest").orElse(root);
        List<Manifest.Root> roots = new ArrayList<>();
        manifest.first("RootComponents").ifPresent(list -> {
            for (Element element : list.children("RootComponent")) {
                roots.add(new Manifest.Root(
                        element.attribute("type"),
                        Ids.plain(element.attribute("id")),
                        element.attribute("schemaName"),
                        behavior(element.attribute("behavior")),
                        element.place()));
            }
        });
        List<Manifest.Missing> missing = new ArrayList<>();
        manifest.first("MissingDependencies").ifPresent(list -> {
            for (Element element : list.children("MissingDependency")) {
                Optional<Element> required = element.first("Required");
                Optional<Element> dependent = element.first("Dependent");
                if (required.isPresent()) {
                    missing.add(new Manifest.Missing(required.get(), dependent.orElse(element), element.place()));
                }
            }
        });
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

    private static int behavior(String text) {
        return text.equals("0") || text.equals("1") || text.equals("2") ? text.charAt(0) - '0' : -1;
    }
}
