package io.github.dataversealm.solution.sbom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A component of a bill of materials while it is put together. */
final class Item {

    private final String type;
    private final String ref;
    private final String name;
    private String group = "";
    private String version = "";
    private String description = "";
    private String purl = "";
    private String sha256 = "";
    private final Map<String, String> properties = new TreeMap<>();
    private final TreeSet<String> needs = new TreeSet<>();
    private final TreeSet<String> places = new TreeSet<>();
    private final List<Item> parts = new ArrayList<>();

    /**
     * @param type what CycloneDX calls it, such as {@code library}
     * @param ref names it in the bill
     */
    Item(String type, String ref, String name) {
        this.type = type;
        this.ref = ref;
        this.name = name;
    }

    /** Whose it is, as CycloneDX means it: the groupId of a Maven artifact. */
    Item group(String text) {
        group = text;
        return this;
    }

    Item version(String text) {
        version = text;
        return this;
    }

    Item description(String text) {
        description = text.equals(name) ? "" : text;
        return this;
    }

    Item purl(String text) {
        purl = text;
        return this;
    }

    Item sha256(String digest) {
        sha256 = digest;
        return this;
    }

    /** A property of ours; an empty value is none. */
    Item property(String key, String value) {
        if (!value.isEmpty()) {
            properties.put("dataverse:" + key, value);
        }
        return this;
    }

    Item needs(String other) {
        if (!other.equals(ref)) {
            needs.add(other);
        }
        return this;
    }

    /** Where it was found, for something that has no place of its own. */
    Item place(String path) {
        places.add(path);
        return this;
    }

    Item part(Item part) {
        parts.add(part);
        return this;
    }

    String type() {
        return type;
    }

    String ref() {
        return ref;
    }

    String name() {
        return name;
    }

    String group() {
        return group;
    }

    String version() {
        return version;
    }

    String description() {
        return description;
    }

    String purl() {
        return purl;
    }

    String sha256() {
        return sha256;
    }

    Map<String, String> properties() {
        return properties;
    }

    TreeSet<String> needs() {
        return needs;
    }

    TreeSet<String> places() {
        return places;
    }

    List<Item> parts() {
        return parts;
    }
}
