package io.github.dataversealm.solution.pack;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code [Content_Types].xml} in the form that the tools write on Windows (spec solution-packager-behavior §0 and §8.3): the
 * first entry of an extension gives its default, others of another type and entries without an extension are overrides.
 */
final class ContentTypes {

    static final String NAME = "[Content_Types].xml";

    private static final String XML = "text/xml";
    private static final String OTHER = "application/octet-stream";

    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final Set<String> overrides = new LinkedHashSet<>();
    private final Map<String, String> overrideTypes = new LinkedHashMap<>();

    /** Notes one of the two XML documents of a solution. */
    void addDocument(String entry) {
        add(entry, XML);
    }

    /** Notes any other entry. */
    void add(String entry) {
        add(entry, OTHER);
    }

    private void add(String entry, String type) {
        int dot = entry.lastIndexOf('.');
        if (dot <= entry.lastIndexOf('/') || dot == entry.length() - 1) {
            override(entry, type);
            return;
        }
        String extension = entry.substring(dot + 1);
        String key = extension.toLowerCase(Locale.ROOT);
        String known = defaults.putIfAbsent(key, type);
        if (known == null) {
            spellings.put(key, extension);
        } else if (!known.equals(type)) {
            override(entry, type);
        }
    }

    private void override(String entry, String type) {
        overrides.add(entry);
        overrideTypes.put(entry, type);
    }

    byte[] toBytes() {
        StringBuilder xml = new StringBuilder("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        for (Map.Entry<String, String> type : defaults.entrySet()) {
            xml.append("<Default Extension=\"")
                    .append(escaped(spellings.get(type.getKey())))
                    .append("\" ContentType=\"")
                    .append(type.getValue())
                    .append("\" />");
        }
        for (String entry : overrides) {
            xml.append("<Override PartName=\"/")
                    .append(escaped(entry))
                    .append("\" ContentType=\"")
                    .append(overrideTypes.get(entry))
                    .append("\" />");
        }
        return xml.append("</Types>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
