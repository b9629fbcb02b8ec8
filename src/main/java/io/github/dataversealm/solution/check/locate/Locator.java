package io.github.dataversealm.solution.check.locate;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says on which line findings are: in what was checked, and when a zip was checked and its sources are known, in the file
 * of the source folder that the component came from. A source file that has become another one has other lines: what the zip
 * holds is shown in the zip then.
 */
public final class Locator {

    private final PackageTree tree;
    private final Optional<PackageTree> sources;
    private final Map<String, Map<Long, Lines.LineColumn>> lines = new HashMap<>();
    private final Map<String, Optional<SourceElements>> elements = new HashMap<>();
    private final Map<String, SourceItems> items = new HashMap<>();
    private final Map<String, Map<Long, String>> ownKeys = new HashMap<>();
    private final Map<String, Boolean> same = new HashMap<>();

    /** @param sources the source folder of the zip; empty when it is not known, or when a folder is checked */
    public Locator(PackageTree tree, Optional<PackageTree> sources) {
        this.tree = tree;
        this.sources = sources;
    }

    /** Where a person looks. */
    public record Spot(String file, boolean inSource, int line, int column) {}

    /** The spots of findings, in their order. Each file is read once. */
    public List<Spot> locate(List<RawFinding> findings) throws IOException {
        Map<String, SortedSet<Long>> offsets = new HashMap<>();
        for (RawFinding finding : findings) {
            Place place = finding.place();
            if (place.offset() >= 0) {
                offsets.computeIfAbsent(place.origin().file(), file -> new TreeSet<>())
                        .add(place.offset());
            }
        }
        for (Map.Entry<String, SortedSet<Long>> entry : offsets.entrySet()) {
            Optional<PackageFile> file = tree.find(entry.getKey());
            if (file.isPresent()) {
                try (InputStream in = tree.open(file.get())) {
                    lines.put(entry.getKey(), Lines.of(in, entry.getValue()));
                }
                if (tree.isZip() && sources.isPresent()) {
                    ownKeys.put(entry.getKey(), keys(file.get(), entry.getValue()));
                }
            }
        }
        List<Spot> spots = new ArrayList<>(findings.size());
        for (RawFinding finding : findings) {
            spots.add(spot(finding.place()));
        }
        return spots;
    }

    private Spot spot(Place place) throws IOException {
        Origin origin = place.origin();
        Spot own = ownSpot(place);
        if (!tree.isZip()) {
            return own;
        }
        Optional<PackageFile> source = sources.flatMap(folder -> find(folder, origin.source()));
        if (source.isEmpty()) {
            return own;
        }
        String path = source.get().path();
        if (place.ordinal() < 0) {
            return !origin.element().isEmpty() || isSame(origin.file(), source.get())
                    ? new Spot(path, true, own.line, own.column)
                    : own;
        }
        Optional<SourceElements> known = elements(source.get());
        if (known.isEmpty()) {
            return new Spot(path, true, 0, 0);
        }
        int index = origin.key().isEmpty()
                ? known.get().find(origin.element(), origin.occurrence())
                : items(source.get(), origin.element()).find(origin.key(), origin.occurrence());
        // the part as a whole is known by its file, and one with a key by all that it says
        String ownKey = place.ordinal() == 0 || !origin.key().isEmpty()
                ? null
                : ownKeys.getOrDefault(origin.file(), Map.of()).get(place.offset());
        if (ownKey != null && !ownKey.equals(known.get().key(index, place.ordinal()))) {
            return own;
        }
        Lines.LineColumn at = below(known.get().place(index, place.ordinal()), place);
        return new Spot(path, true, at.line(), at.column());
    }

    private Spot ownSpot(Place place) {
        Origin origin = place.origin();
        Lines.LineColumn at = place.offset() < 0
                ? new Lines.LineColumn(place.line(), place.column())
                : below(
                        lines.getOrDefault(origin.file(), Map.of())
                                .getOrDefault(place.offset(), new Lines.LineColumn(0, 0)),
                        place);
        return new Spot(origin.file(), !tree.isZip(), at.line(), at.column());
    }

    /** The place of a line of an element's text. */
    private static Lines.LineColumn below(Lines.LineColumn element, Place place) {
        return element.line() == 0 || place.line() == 0
                ? element
                : new Lines.LineColumn(element.line() + place.line(), 1);
    }

    private static Optional<PackageFile> find(PackageTree folder, String path) {
        return path.isEmpty() ? Optional.empty() : folder.find(path);
    }

    /** Whether a file has the same lines in the sources. Version control may have changed how they end. */
    private boolean isSame(String entry, PackageFile source) throws IOException {
        Optional<PackageFile> file = tree.find(entry);
        if (file.isEmpty()) {
            return false;
        }
        Boolean known = same.get(entry);
        if (known == null) {
            try (InputStream one = new BufferedInputStream(tree.open(file.get()));
                    InputStream other =
                            new BufferedInputStream(sources.orElseThrow().open(source))) {
                known = haveSameLines(one, other);
            }
            same.put(entry, known);
        }
        return known;
    }

    private static boolean haveSameLines(InputStream one, InputStream other) throws IOException {
        while (true) {
            int a = next(one);
            if (a != next(other)) {
                return false;
            }
            if (a < 0) {
                return true;
            }
        }
    }

    /** The next byte; a carriage return with its line feed is the line feed. */
    private static int next(InputStream in) throws IOException {
        int c = in.read();
        if (c == '\r') {
            in.mark(1);
            if (in.read() == '\n') {
                return '\n';
            }
            in.reset();
        }
        return c;
    }

    /** What the elements of the zip say that begin at some offsets. */
    private Map<Long, String> keys(PackageFile file, SortedSet<Long> offsets) throws IOException {
        Map<Long, String> keys = new HashMap<>();
        try (XmlScanner scanner = new XmlScanner(tree.xml(file))) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START && offsets.contains(scanner.offset())) {
                    keys.put(scanner.offset(), Origin.key(scanner.name(), attributes(scanner)));
                }
            }
        } catch (SolutionException e) {
            // a rule has said so
            return keys;
        }
        return keys;
    }

    private Optional<SourceElements> elements(PackageFile file) throws IOException {
        Optional<SourceElements> known = elements.get(file.path());
        if (known == null) {
            known = readElements(file);
            elements.put(file.path(), known);
        }
        return known;
    }

    private Optional<SourceElements> readElements(PackageFile file) throws IOException {
        PackageTree folder = sources.orElseThrow();
        Map<String, List<Integer>> indexes = new HashMap<>();
        List<String> keys = new ArrayList<>();
        TreeSet<Long> offsets = new TreeSet<>();
        List<Long> order = new ArrayList<>();
        try (XmlScanner scanner = new XmlScanner(folder.xml(file))) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START) {
                    indexes.computeIfAbsent(scanner.name(), name -> new ArrayList<>())
                            .add(keys.size());
                    keys.add(Origin.key(scanner.name(), attributes(scanner)));
                    offsets.add(scanner.offset());
                    order.add(scanner.offset());
                }
            }
        } catch (SolutionException e) {
            // the sources are not what is checked: a file that is damaged there only costs the line
            return Optional.empty();
        }
        Map<Long, Lines.LineColumn> places;
        try (InputStream in = folder.open(file)) {
            places = Lines.of(in, offsets);
        }
        List<Lines.LineColumn> all = new ArrayList<>(order.size());
        order.forEach(offset -> all.add(places.getOrDefault(offset, new Lines.LineColumn(0, 0))));
        return Optional.of(new SourceElements(indexes, keys, all));
    }

    /**
     * The elements of a source file in their order.
     *
     * @param indexes where those of each name are
     */
    private record SourceElements(
            Map<String, List<Integer>> indexes, List<String> keys, List<Lines.LineColumn> places) {

        /** The index of an element by its name; -1 when there is none. */
        int find(String element, int occurrence) {
            List<Integer> found = indexes.getOrDefault(element, List.of());
            return occurrence < found.size() ? found.get(occurrence) : -1;
        }

        /** What an element says itself; empty when there is none. */
        String key(int index, int ordinal) {
            return index < 0 || index + ordinal >= keys.size() ? "" : keys.get(index + ordinal);
        }

        Lines.LineColumn place(int index, int ordinal) {
            return index < 0 ? new Lines.LineColumn(0, 0) : places.get(Math.min(index + ordinal, places.size() - 1));
        }
    }

    /** The indexes of elements of one name by their keys: see {@link Origin#key()}. */
    private record SourceItems(Map<String, List<Integer>> indexes) {

        int find(String key, int occurrence) {
            List<Integer> found = indexes.getOrDefault(key, List.of());
            return occurrence < found.size() ? found.get(occurrence) : -1;
        }
    }

    private SourceItems items(PackageFile file, String element) throws IOException {
        String name = file.path() + ' ' + element;
        SourceItems known = items.get(name);
        if (known == null) {
            known = readItems(file, element);
            items.put(name, known);
        }
        return known;
    }

    private SourceItems readItems(PackageFile file, String element) throws IOException {
        Map<String, List<Integer>> indexes = new HashMap<>();
        try (XmlScanner scanner = new XmlScanner(sources.orElseThrow().xml(file))) {
            StringBuilder key = new StringBuilder();
            int index = -1;
            int first = -1;
            int depth = 0;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START) {
                    index++;
                    if (first < 0 && scanner.isNamed(element)) {
                        first = index;
                    }
                    if (first >= 0) {
                        key.append(Origin.key(scanner.name(), attributes(scanner)));
                        depth += scanner.isEmptyElement() ? 0 : 1;
                    }
                } else if (token == XmlToken.END && first >= 0) {
                    depth--;
                }
                if (first >= 0 && depth == 0) {
                    indexes.computeIfAbsent(key.toString(), same -> new ArrayList<>())
                            .add(first);
                    key.setLength(0);
                    first = -1;
                }
            }
        } catch (SolutionException e) {
            // as with the elements
            return new SourceItems(Map.of());
        }
        return new SourceItems(indexes);
    }

    private static List<String> attributes(XmlScanner scanner) {
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < scanner.attributeCount(); i++) {
            attributes.add(scanner.attributeName(i));
            attributes.add(scanner.attributeValue(i));
        }
        return attributes;
    }
}
