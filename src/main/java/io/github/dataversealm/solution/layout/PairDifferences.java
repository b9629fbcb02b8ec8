package io.github.dataversealm.solution.layout;

import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where the zips of a pair differ in files that a folder for both package types shares (spec solution-packager-behavior §6
 * says which zip's file is in the folder). With it each zip is packed as it was, until someone edits the shared file.
 *
 * @param variants files of which one zip had other bytes
 * @param only files that one zip did not have
 */
public record PairDifferences(List<Variant> variants, List<Only> only) {

    private static final String ROOT = "Pair";
    private static final String VARIANT = "Variant";
    private static final String ONLY = "Only";

    /**
     * A file that one zip had in another form, which lies in {@link Preserved#variantFolder}.
     *
     * @param packageType the zip that had it
     * @param path the file that the folder shares
     * @param shared the fingerprint of the shared file; with another one it has been edited and counts for both; empty
     *     when the folder shares no such file
     */
    public record Variant(PackageType packageType, String path, String shared) {}

    /**
     * A file that only one zip had.
     *
     * @param packageType the zip that had it
     * @param path the file
     */
    public record Only(PackageType packageType, String path) {}

    public static PairDifferences none() {
        return new PairDifferences(List.of(), List.of());
    }

    public boolean isEmpty() {
        return variants.isEmpty() && only.isEmpty();
    }

    public void write(XmlFormatter formatter, ByteSink sink) throws IOException {
        formatter.beginDocument(sink);
        formatter.start(ROOT);
        for (Variant variant : variants) {
            formatter.start(VARIANT);
            formatter.attribute("in", variant.packageType().toString());
            formatter.attribute("path", variant.path());
            formatter.attribute("shared", variant.shared());
            formatter.endEmpty();
        }
        for (Only one : only) {
            formatter.start(ONLY);
            formatter.attribute("in", one.packageType().toString());
            formatter.attribute("path", one.path());
            formatter.endEmpty();
        }
        formatter.end(ROOT);
    }

    public static PairDifferences read(XmlSource source) throws IOException {
        List<Variant> variants = new ArrayList<>();
        List<Only> only = new ArrayList<>();
        try (XmlScanner scanner = new XmlScanner(source)) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                String in = scanner.attributeValue("in");
                PackageType type =
                        PackageType.MANAGED.toString().equals(in) ? PackageType.MANAGED : PackageType.UNMANAGED;
                String path = Objects.requireNonNullElse(scanner.attributeValue("path"), "");
                if (scanner.isNamed(VARIANT)) {
                    String shared = Objects.requireNonNullElse(scanner.attributeValue("shared"), "");
                    variants.add(new Variant(type, path, shared));
                } else if (scanner.isNamed(ONLY)) {
                    only.add(new Only(type, path));
                }
            }
        }
        return new PairDifferences(List.copyOf(variants), List.copyOf(only));
    }
}
