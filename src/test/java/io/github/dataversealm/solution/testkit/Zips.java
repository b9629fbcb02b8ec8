package io.github.dataversealm.solution.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks into zips with the JDK's own reader, not with ours. */
public final class Zips {

    private Zips() {}

    /** The texts of all entries by name, read as UTF-8 without a byte order mark. */
    public static Map<String, String> texts(File zip) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip)) {
            for (ZipEntry entry : entries(file)) {
                try (InputStream in = file.getInputStream(entry)) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    texts.put(entry.getName(), text.startsWith("\uFEFF") ? text.substring(1) : text);
                }
            }
        }
        return texts;
    }

    /** The bytes of all entries by name. */
    public static Map<String, byte[]> bytes(java.nio.file.Path zip) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : entries(file)) {
                try (InputStream in = file.getInputStream(entry)) {
                    bytes.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return bytes;
    }

    /** The times that the entries carry, as the zip says them: without a time zone. */
    public static Set<LocalDateTime> times(File zip) throws IOException {
        Set<LocalDateTime> times = new TreeSet<>();
        try (ZipFile file = new ZipFile(zip)) {
            for (ZipEntry entry : entries(file)) {
                times.add(entry.getTimeLocal());
            }
        }
        return times;
    }

    private static List<ZipEntry> entries(ZipFile file) {
        Enumeration<? extends ZipEntry> entries = file.entries();
        List<ZipEntry> list = new ArrayList<>();
        while (entries.hasMoreElements()) {
            list.add(entries.nextElement());
        }
        return list;
    }
}
