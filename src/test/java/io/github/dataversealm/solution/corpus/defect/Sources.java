package io.github.dataversealm.solution.corpus.defect;

import io.github.dataversealm.solution.corpus.Corpus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a source folder, searched as text: where a person would find the defect. */
final class Sources {

    private final Map<String, byte[]> files;

    private Sources(Map<String, byte[]> files) {
        this.files = files;
    }

    static Sources of(Path folder) {
        return new Sources(Corpus.files(folder));
    }

    /** The places, as {@code file:line}, of each match of a pattern in the files whose path fits. */
    Set<String> places(String path, String pattern) {
        Set<String> places = new TreeSet<>();
        Pattern wanted = Pattern.compile(pattern);
        Pattern paths = Pattern.compile(path);
        files.forEach((file, content) -> {
            if (paths.matcher(file).matches()) {
                String text = new String(content, StandardCharsets.UTF_8);
                Matcher found = wanted.matcher(text);
                while (found.find()) {
                    places.add(file + ":" + line(text, found.start()));
                }
            }
        });
        return places;
    }

    /** The place of the first match of a pattern in the files that hold a text. */
    Set<String> firstIn(String path, String holding, String pattern) {
        Set<String> places = new TreeSet<>();
        files.forEach((file, content) -> {
            String text = new String(content, StandardCharsets.UTF_8);
            Matcher found = Pattern.compile(pattern).matcher(text);
            if (file.matches(path) && text.contains(holding) && found.find()) {
                places.add(file + ":" + line(text, found.start()));
            }
        });
        return places;
    }

    /** The file of that content; empty when there is none or more than one. */
    String fileOf(byte[] content) {
        Set<String> found = new TreeSet<>();
        files.forEach((file, bytes) -> {
            if (Arrays.equals(bytes, content)) {
                found.add(file);
            }
        });
        return found.size() == 1 ? found.iterator().next() : "";
    }

    String text(String file) {
        return new String(files.get(file), StandardCharsets.UTF_8);
    }

    Set<String> names() {
        return files.keySet();
    }

    /** The line of a position, from 1. */
    static int line(String text, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                line++;
            }
        }
        return line;
    }
}
