package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which element of which component is at a line of an XML part. The index keeps no elements, so the parts are read again;
 * who asks is a rule that is off unless somebody wants it.
 */
final class ElementPlaces {

    private final Solution solution;
    private final Map<String, Map<Long, Found>> byFile = new HashMap<>();

    /** An element of a component. */
    record Found(Subject subject, Place place) {}

    /** A line and a column, both from 1. */
    record Spot(int line, int column) {}

    ElementPlaces(Solution solution) {
        this.solution = solution;
    }

    /**
     * The elements at spots of files, each that whose start or end tag is in front of the spot; empty where no component has
     * it.
     *
     * @param wanted the spots by file
     */
    Map<PackageFile, List<Optional<Found>>> find(Map<PackageFile, List<Spot>> wanted) throws IOException {
        Map<PackageFile, List<Long>> offsets = new HashMap<>();
        Map<String, Set<Long>> all = new HashMap<>();
        for (Map.Entry<PackageFile, List<Spot>> one : wanted.entrySet()) {
            List<Long> starts = starts(one.getKey(), offsets(one.getKey(), one.getValue()));
            offsets.put(one.getKey(), starts);
            all.put(one.getKey().path(), new HashSet<>(starts));
        }
        new SolutionReader(
                        solution.tree(),
                        component -> component.element().visit(element -> {
                            Place place = element.place();
                            String file = place.origin().file();
                            if (all.getOrDefault(file, Set.of()).contains(place.offset())) {
                                byFile.computeIfAbsent(file, same -> new HashMap<>())
                                        .put(place.offset(), new Found(component.subject(), place));
                            }
                        }))
                .read();
        Map<PackageFile, List<Optional<Found>>> found = new HashMap<>();
        offsets.forEach((file, starts) -> {
            Map<Long, Found> here = byFile.getOrDefault(file.path(), Map.of());
            found.put(
                    file,
                    starts.stream()
                            .map(start -> Optional.ofNullable(here.get(start)))
                            .toList());
        });
        return found;
    }

    /** The byte offsets of spots, which are in the order of the file. */
    private List<Long> offsets(PackageFile file, List<Spot> spots) throws IOException {
        List<Long> offsets = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(solution.tree().open(file), 1 << 16)) {
            int line = 1;
            int column = 1;
            long offset = 0;
            for (int b = in.read(); b >= 0 && offsets.size() < spots.size(); b = in.read()) {
                while (offsets.size() < spots.size() && isReached(spots.get(offsets.size()), line, column)) {
                    offsets.add(offset);
                }
                offset++;
                if (b == '\n') {
                    line++;
                    column = 1;
                } else if ((b & 0xC0) != 0x80) {
                    // a character that takes four bytes is two in Java's count
                    column += b >= 0xF0 ? 2 : 1;
                }
            }
            while (offsets.size() < spots.size()) {
                offsets.add(offset);
            }
        }
        return offsets;
    }

    private static boolean isReached(Spot spot, int line, int column) {
        return line > spot.line() || line == spot.line() && column >= spot.column();
    }

    /** Where the elements begin whose start or end tag is the last one in front of these offsets. */
    private List<Long> starts(PackageFile file, List<Long> offsets) throws IOException {
        List<Long> starts = new ArrayList<>();
        Deque<Long> open = new ArrayDeque<>();
        long last = 0;
        try (XmlScanner scanner = new XmlScanner(solution.tree().xml(file))) {
            for (XmlToken token = scanner.next();
                    token != XmlToken.END_OF_DOCUMENT && starts.size() < offsets.size();
                    token = scanner.next()) {
                if (token != XmlToken.START && token != XmlToken.END) {
                    continue;
                }
                while (starts.size() < offsets.size() && offsets.get(starts.size()) <= scanner.offset()) {
                    starts.add(last);
                }
                if (token == XmlToken.END) {
                    last = open.pop();
                } else {
                    last = scanner.offset();
                    if (!scanner.isEmptyElement()) {
                        open.push(last);
                    }
                }
            }
        } catch (SolutionException e) {
            // damaged behind what was validated
            last = Math.max(0, last);
        }
        while (starts.size() < offsets.size()) {
            starts.add(last);
        }
        return starts;
    }
}
