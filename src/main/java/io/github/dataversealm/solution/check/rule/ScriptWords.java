package io.github.dataversealm.solution.check.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names that Microsoft's rules for scripts look for, in {@code script-words.txt}: lists under {@code [title]}, names
 * between blanks. They are those of the npm package {@code @microsoft/eslint-plugin-power-apps} (Copyright (c) Microsoft
 * Corporation, MIT license; the notice is in the file).
 */
final class ScriptWords {

    private final Map<String, Set<String>> lists = new HashMap<>();

    ScriptWords() {
        Set<String> list = new HashSet<>();
        for (String line : text().split("\n")) {
            if (line.startsWith("[")) {
                list = new HashSet<>();
                lists.put(line.substring(1, line.length() - 1), list);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                list.addAll(Set.of(line.split(" ")));
            }
        }
    }

    private static String text() {
        try (InputStream in = ScriptWords.class.getResourceAsStream("script-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("The plugin is incomplete: script-words.txt is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> list(String title) {
        Set<String> list = lists.get(title);
        if (list == null) {
            throw new IllegalArgumentException("script-words.txt has no list " + title);
        }
        return list;
    }
}
