package io.github.dataversealm.solution.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A path of a mapping file, cut at slashes of both kinds. {@code .} is left out, {@code a/..} is resolved. Comparison
 * is without regard to case, as on the Windows disks that these files were made for, and the same on every operating
 * system.
 *
 * @param root what makes it absolute: {@code /}, {@code //} (a Windows share), {@code c:/}; empty for a relative path
 * @param names the names below, without empty ones
 */
record Segments(String root, List<String> names) {

    /** Any number of folders, also none. */
    static final String ANY_DEPTH = "**";

    Segments {
        names = List.copyOf(names);
    }

    static Segments parse(String text) {
        String slashed = text.replace('\\', '/');
        String root = "";
        if (slashed.length() >= 2 && slashed.charAt(1) == ':' && Character.isLetter(slashed.charAt(0))) {
            root = slashed.substring(0, 2) + "/";
            slashed = slashed.substring(2);
        } else if (slashed.startsWith("//")) {
            root = "//";
        } else if (slashed.startsWith("/")) {
            root = "/";
        }
        List<String> names = new ArrayList<>();
        for (String name : slashed.split("/")) {
            boolean back = name.equals("..") && !names.isEmpty() && !isFixed(names.get(names.size() - 1));
            if (back) {
                names.remove(names.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return new Segments(root, names);
    }

    /** Whether {@code ..} after this name cannot be resolved by leaving both out. */
    private static boolean isFixed(String name) {
        return name.equals("..") || name.equals(ANY_DEPTH);
    }

    boolean isAbsolute() {
        return !root.isEmpty();
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    int size() {
        return names.size();
    }

    String last() {
        return names.get(names.size() - 1);
    }

    Segments parent() {
        return new Segments(root, names.subList(0, names.size() - 1));
    }

    /** The path below its first {@code count} names; relative. */
    Segments from(int count) {
        return new Segments("", names.subList(count, names.size()));
    }

    Segments resolve(List<String> more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more);
        return new Segments(root, all);
    }

    boolean startsWith(Segments prefix) {
        if (!root.equalsIgnoreCase(prefix.root) || size() < prefix.size()) {
            return false;
        }
        for (int i = 0; i < prefix.size(); i++) {
            if (!same(names.get(i), prefix.names.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a path matches this one, in which {@link #ANY_DEPTH} stands for any number of names. */
    boolean matches(List<String> path) {
        // reachable[j]: the pattern so far matches the first j names
        boolean[] reachable = new boolean[path.size() + 1];
        reachable[0] = true;
        for (String pattern : names) {
            boolean[] next = new boolean[path.size() + 1];
            boolean any = pattern.equals(ANY_DEPTH);
            for (int j = 0; j <= path.size(); j++) {
                next[j] = any
                        ? reachable[j] || j > 0 && next[j - 1]
                        : j > 0 && reachable[j - 1] && same(pattern, path.get(j - 1));
            }
            reachable = next;
        }
        return reachable[path.size()];
    }

    static boolean same(String a, String b) {
        return fold(a).equals(fold(b));
    }

    /** The form in which names are compared: letter by letter as NTFS does, so that ß and SS stay different. */
    static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (char c : name.toCharArray()) {
            folded.append(Character.toLowerCase(Character.toUpperCase(c)));
        }
        return folded.toString();
    }

    @Override
    public String toString() {
        return root + String.join("/", names);
    }
}
