package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the elements that stand on lines of XML files: a line of {@code customizations.xml} has another number in the file
 * of the source folder that the component goes to, its element is the same.
 */
final class XmlPlaces {

    private final Map<String, TreeMap<Long, Integer>> lineStarts = new HashMap<>();
    private final Map<String, Map<Integer, Found>> found = new HashMap<>();

    /** An element on a line, with the component that it belongs to. */
    record Found(Place place, Optional<Subject> subject) {}

    /** @param wanted the lines by file */
    XmlPlaces(PackageTree zip, Map<String, SortedSet<Integer>> wanted) throws IOException {
        for (Map.Entry<String, SortedSet<Integer>> entry : wanted.entrySet()) {
            Optional<PackageFile> file = zip.find(entry.getKey());
            if (file.isPresent()) {
                lineStarts.put(file.get().path(), starts(zip, file.get(), entry.getValue()));
            }
        }
    }

    /** The offsets at which the wanted lines and those behind them begin; a line that is not wanted is 0. */
    private static TreeMap<Long, Integer> starts(PackageTree zip, PackageFile file, SortedSet<Integer> lines)
            throws IOException {
        TreeMap<Long, Integer> starts = new TreeMap<>();
        TreeSet<Integer> wanted = new TreeSet<>(lines);
        starts.put(0L, wanted.contains(1) ? 1 : 0);
        byte[] block = new byte[1 << 14];
        long at = 0;
        int line = 1;
        int previous = 0;
        try (InputStream in = zip.open(file)) {
            for (int count = in.read(block); count > 0 && line <= wanted.last(); count = in.read(block)) {
                for (int i = 0; i < count; i++, at++) {
                    boolean afterBreak = previous == '\n' || previous == '\r' && block[i] != '\n';
                    if (afterBreak && at > 0) {
                        line++;
                        if (wanted.contains(line) || wanted.contains(line - 1)) {
                            starts.put(at, wanted.contains(line) ? line : 0);
                        }
                    }
                    previous = block[i];
                }
            }
        }
        return starts;
    }

    /** Looks for wanted lines in a component. */
    void visit(ComponentElement component) {
        Place place = component.element().place();
        if (lineStarts.containsKey(place.origin().file())) {
            visit(component.element(), component.subject());
        }
    }

    private void visit(Element element, Subject subject) {
        keep(element.place(), Optional.of(subject));
        element.children().forEach(child -> visit(child, subject));
    }

    private void keep(Place place, Optional<Subject> subject) {
        TreeMap<Long, Integer> starts = lineStarts.get(place.origin().file());
        if (starts == null || place.offset() < 0) {
            return;
        }
        Map.Entry<Long, Integer> start = starts.floorEntry(place.offset());
        if (start != null && start.getValue() > 0) {
            // parts come after the component that holds them: the first element of the line is the one that begins it
            found.computeIfAbsent(place.origin().file(), file -> new HashMap<>())
                    .merge(
                            start.getValue(),
                            new Found(place, subject),
                            (one, two) -> one.place.offset() <= two.place.offset() ? one : two);
        }
    }

    /** Looks in a file that is kept as it is, such as {@code solution.xml}. */
    void visit(PackageTree zip, PackageFile file, Origin origin) throws IOException {
        if (!lineStarts.containsKey(file.path())) {
            return;
        }
        try (XmlScanner scanner = new XmlScanner(zip.xml(file))) {
            int ordinal = 0;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START) {
                    keep(Place.element(origin, scanner.offset(), ordinal++), Optional.empty());
                }
            }
        } catch (SolutionException e) {
            // damaged from there on: that is a finding of its own, and lines behind it stay as they are
            return;
        }
    }

    Optional<Found> find(String file, int line) {
        return Optional.ofNullable(found.getOrDefault(file, Map.of()).get(line));
    }
}
