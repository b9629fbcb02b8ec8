package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.path.PathRules;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipXmlSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The entries of a solution zip as parts of an OPC package: names percent-decoded and found in any letter case, and
 * whether {@code [Content_Types].xml} gives them a type (spec solution-packager-behavior §2).
 */
final class EntryIndex {

    static final String CONTENT_TYPES = "[Content_Types].xml";

    /**
     * One entry.
     *
     * @param item where its bytes are
     * @param path its name with percent-encoded characters decoded
     * @param typed whether it has a content type; one without is no part of the package for Microsoft's tools
     */
    record Entry(ZipItem item, String path, boolean typed) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byKey = new HashMap<>();

    EntryIndex(ZipArchive zip, String zipName, Reporter reporter) throws IOException {
        ZipItem types = zip.find(CONTENT_TYPES).orElse(null);
        Set<String> extensions = new HashSet<>();
        Set<String> parts = new HashSet<>();
        if (types == null) {
            reporter.warn(
                    zipName + " has no " + CONTENT_TYPES + "; all its entries are taken as parts of the solution.");
        } else {
            readTypes(new ZipXmlSource(zip, types, zipName), extensions, parts);
        }
        for (ZipItem item : zip.items()) {
            if (item == types) {
                continue;
            }
            String path = decode(item.name());
            if (!path.equals(item.name())) {
                PathRules.check(path, Location.of(zipName + "!/" + item.name()));
            }
            String key = CaseKey.of(path);
            boolean typed = types == null
                    || parts.contains(key)
                    || parts.contains(CaseKey.of(item.name()))
                    || extensions.contains(extension(key));
            Entry entry = new Entry(item, path, typed);
            entries.add(entry);
            Entry other = byKey.put(key, entry);
            if (other != null) {
                throw new SolutionException(
                        Location.of(zipName + "!/" + item.name()),
                        "the entry has the same name as " + other.item.name() + " once percent-encoding is resolved",
                        "Rename one of their components in the environment and export the solution again.");
            }
        }
    }

    private static void readTypes(ZipXmlSource source, Set<String> extensions, Set<String> parts) throws IOException {
        try (XmlScanner scanner = new XmlScanner(source)) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                String extension = scanner.attributeValue("Extension");
                String part = scanner.attributeValue("PartName");
                if (scanner.isNamed("Default") && extension != null) {
                    extensions.add(extension.toLowerCase(Locale.ROOT));
                } else if (scanner.isNamed("Override") && part != null) {
                    parts.add(CaseKey.of(decode(part.startsWith("/") ? part.substring(1) : part)));
                }
            }
        }
    }

    /** What stands behind the last dot of the last segment; empty when there is none. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(dot + 1) : "";
    }

    List<Entry> entries() {
        return entries;
    }

    /** The entry that a reference like {@code /Workflows/x.json} names; null when there is none with a type. */
    Entry find(String reference) {
        String path = reference.startsWith("/") ? reference.substring(1) : reference;
        Entry entry = byKey.get(CaseKey.of(path));
        if (entry == null && path.indexOf('%') >= 0) {
            entry = byKey.get(CaseKey.of(decode(path)));
        }
        return entry != null && entry.typed ? entry : null;
    }

    /** Resolves {@code %7B} and the like; a percent sign that begins no code, or bytes that are not UTF-8, stay. */
    static String decode(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                decoded.put((byte) (high << 4 | low));
                i += 2;
            } else {
                decoded.put(bytes[i]);
            }
        }
        decoded.flip();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
        } catch (CharacterCodingException e) {
            return name;
        }
    }
}
