package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.layout.ComponentFolders;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Knows the zip that the service analysed: which component a finding is about, and where its place is kept in a source
 * folder.
 */
public final class ServicePlaces {

    private static final String MANIFEST = "solution.xml";
    private static final String CUSTOMIZATIONS = "customizations.xml";
    /** The elements whose components have a file of their own in the zip. */
    private static final List<String> WITH_FILES =
            List.of("WebResource", "Workflow", "CanvasApp", "PluginAssembly", "Report", "Connector");

    private final PackageTree zip;
    private final Solution solution;
    private final XmlPlaces elements;
    private final Map<String, Subject> subjects = new HashMap<>();

    /**
     * What a finding of the service is about.
     *
     * @param named whether the component is not known from the zip, but named by the service
     */
    public record Located(Subject subject, Place place, boolean named) {}

    /** Reads the zip. */
    public ServicePlaces(PackageTree zip, List<ServiceFinding> findings) throws IOException {
        this.zip = zip;
        Map<String, SortedSet<Integer>> lines = new HashMap<>();
        for (ServiceFinding finding : findings) {
            if (finding.line() > 0) {
                file(finding)
                        .filter(file -> file.path().endsWith(".xml"))
                        .ifPresent(file -> lines.computeIfAbsent(file.path(), path -> new TreeSet<>())
                                .add(finding.line()));
            }
        }
        this.elements = new XmlPlaces(zip, lines);
        this.solution = new SolutionReader(zip, elements::visit).read();
        Optional<PackageFile> manifest = zip.find(MANIFEST);
        if (manifest.isPresent()) {
            Origin origin = new Origin(manifest.get().path(), ComponentFolders.MANIFEST, "ImportExportXml", 0);
            elements.visit(zip, manifest.get(), origin);
        }
        for (String kind : WITH_FILES) {
            for (Part part : solution.parts(kind)) {
                part.content().ifPresent(file -> subjects.put(file.path(), part.subject()));
            }
        }
    }

    public Located locate(ServiceFinding finding) {
        Optional<PackageFile> file = file(finding);
        if (file.isEmpty()) {
            Origin origin = new Origin(MANIFEST, ComponentFolders.MANIFEST, "ImportExportXml", 0);
            return located(finding, Optional.empty(), Place.file(origin));
        }
        String path = file.get().path();
        Optional<XmlPlaces.Found> element = elements.find(path, finding.line());
        if (element.isPresent()) {
            Place place = element.get().place();
            return element.get()
                    .subject()
                    .map(subject -> new Located(subject, place, false))
                    .orElseGet(() -> located(finding, file, place));
        }
        Origin origin = solution.origin(file.get());
        boolean isPlain = !path.equalsIgnoreCase(CUSTOMIZATIONS) && !path.equalsIgnoreCase(MANIFEST);
        return located(
                finding,
                file,
                isPlain || finding.line() == 0
                        ? Place.line(origin, finding.line(), finding.column())
                        : Place.line(Origin.file(path, ""), finding.line(), finding.column()));
    }

    /** The path may be that of the zip in the service, with folders before it that are not in the zip. */
    private Optional<PackageFile> file(ServiceFinding finding) {
        String path = finding.file();
        while (!path.isEmpty()) {
            Optional<PackageFile> found = zip.find(path);
            if (found.isPresent()) {
                return found;
            }
            int slash = path.indexOf('/');
            path = slash < 0 ? "" : path.substring(slash + 1);
        }
        return Optional.empty();
    }

    private Located located(ServiceFinding finding, Optional<PackageFile> file, Place place) {
        Optional<Subject> known = file.map(found -> subjects.get(found.path()));
        if (known.isPresent()) {
            return new Located(known.get(), place, false);
        }
        if (!finding.module().isEmpty()) {
            String kind = finding.type().isEmpty() ? "Component" : finding.type();
            return new Located(new Subject(kind, finding.module()), place, true);
        }
        boolean whole = file.isEmpty()
                || file.get().path().equalsIgnoreCase(MANIFEST)
                || file.get().path().equalsIgnoreCase(CUSTOMIZATIONS);
        return new Located(
                whole ? solution.subject() : new Subject("File", file.get().path()), place, false);
    }
}
