package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.javascript.Comment;
import io.github.dataversealm.solution.check.javascript.Script;
import io.github.dataversealm.solution.check.javascript.ScriptTooLargeException;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Suppressions in comments: in scripts those of ESLint for rules of this check, such as {@code // eslint-disable-next-line
 * @microsoft/power-apps/avoid-eval -- reason}, and {@code // dataverse-check:ignore rule -- reason}; in XML, XAML and HTML
 * {@code <!-- dataverse-check:ignore rule reason -->}; in YAML {@code # dataverse-check:ignore rule reason}.
 */
public final class CommentSuppressions {

    private static final int MAX_BYTES = 32 << 20;
    private static final Set<String> SCRIPTS = Set.of("js", "mjs", "cjs", "ts");
    private static final Set<String> MARKUP =
            Set.of("xml", "xaml", "htm", "html", "xhtml", "xsl", "xslt", "svg", "resx", "resw");
    private static final Set<String> YAML = Set.of("yml", "yaml");
    private static final Set<String> OTHERS = Set.of(
            "png", "jpg", "jpeg", "gif", "ico", "dll", "zip", "nupkg", "msapp", "cab", "xap", "css", "json", "pdf",
            "xlsx", "docx", "woff", "woff2", "ttf", "mp4");

    private final PackageTree tree;
    private final Predicate<String> isRule;
    private final Duration perFile;
    private final List<Suppression> found = new ArrayList<>();

    /**
     * @param isRule whether a name is the id of a rule of this check
     * @param perFile how long one file may take; one that takes longer has no comments, which its rules have said too
     */
    public CommentSuppressions(PackageTree tree, Predicate<String> isRule, Duration perFile) {
        this.tree = tree;
        this.isRule = isRule;
        this.perFile = perFile;
    }

    /** Reads all files of the tree that can hold such a comment. */
    public List<Suppression> read() throws IOException {
        return read(tree.files());
    }

    /**
     * Reads those of some files that can hold such a comment.
     *
     * @param files of the tree, or kept elsewhere for it
     */
    public List<Suppression> read(Collection<PackageFile> files) throws IOException {
        for (PackageFile file : files) {
            String extension = extension(file);
            if (file.size() <= MAX_BYTES && isText(file, extension)) {
                byte[] content;
                try {
                    content = tree.read(file, MAX_BYTES);
                } catch (SolutionException | OutOfMemoryError e) {
                    // the rules say that it cannot be read, or that the memory does not suffice for it
                    continue;
                }
                if (mentions(content)) {
                    read(file, extension, content);
                }
            }
        }
        return found;
    }

    private void read(PackageFile file, String extension, byte[] content) {
        if (YAML.contains(extension)) {
            lines(file, text(content));
            return;
        }
        long end = System.nanoTime() + perFile.toNanos();
        Runnable deadline = () -> {
            if (System.nanoTime() - end > 0) {
                throw new TooSlow();
            }
        };
        int before = found.size();
        try {
            if (MARKUP.contains(extension) || !SCRIPTS.contains(extension) && isMarkup(content)) {
                markup(file, content, deadline);
            } else {
                script(file, Script.of(text(content), deadline));
            }
        } catch (TooSlow | ScriptTooLargeException e) {
            // half of the comments would be another decision than all of them
            found.subList(before, found.size()).clear();
        }
    }

    private void markup(PackageFile file, byte[] content, Runnable deadline) {
        for (MarkupComments.Remark comment : new MarkupComments(file.path(), content, MARKER, deadline).read()) {
            Directive.of(comment.text(), true, name -> false)
                    .ifPresent(directive -> add(
                            directive,
                            file,
                            comment.line(),
                            directive.kind() == Directive.Kind.FILE ? 0 : comment.from(),
                            directive.kind() == Directive.Kind.FILE ? Integer.MAX_VALUE : comment.to()));
        }
    }

    private void script(PackageFile file, Script script) {
        Map<String, Opened> open = new HashMap<>();
        for (Comment comment : script.comments()) {
            Optional<Directive> directive = Directive.of(comment.text(), comment.block(), this::isOurs);
            if (directive.isEmpty()) {
                continue;
            }
            Directive what = directive.get();
            int line = comment.line();
            switch (what.kind()) {
                case FILE -> add(what, file, line, 0, Integer.MAX_VALUE);
                case HERE -> {
                    // several comments can stand above the code that they are about
                    int from = script.hasCode(line)
                            ? line
                            : script.nextCode(comment.endLine()).orElse(comment.endLine() + 1);
                    add(what, file, line, from, from);
                }
                case LINE -> add(what, file, line, line, line);
                case NEXT_LINE -> add(what, file, line, comment.endLine() + 1, comment.endLine() + 1);
                case DISABLE -> what.rules().forEach(rule -> open.putIfAbsent(key(rule), new Opened(rule, what, line)));
                case ENABLE -> {
                    Set<String> ended = new HashSet<>();
                    what.rules().forEach(rule -> ended.add(key(rule)));
                    if (what.rules().isEmpty()) {
                        ended.addAll(open.keySet());
                    }
                    ended.forEach(rule -> close(open.remove(rule), file, line));
                }
            }
        }
        open.values().forEach(opened -> close(opened, file, Integer.MAX_VALUE));
    }

    private static final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A rule that is disabled from a line on. */
    private record Opened(String rule, Directive directive, int line) {}

    private void close(Opened opened, PackageFile file, int to) {
        if (opened != null) {
            // one that stands before all code and never ends is about the file as a whole
            int from = opened.line <= 1 && to == Integer.MAX_VALUE ? 0 : opened.line;
            add(
                    new Directive(opened.directive.kind(), List.of(opened.rule), opened.directive.reason()),
                    file,
                    opened.line,
                    from,
                    to);
        }
    }

    private void lines(PackageFile file, String text) {
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            int sign = lines[i].startsWith("#") ? 0 : lines[i].indexOf(" #") + 1;
            if (lines[i].indexOf('#') < 0 || sign == 0 && !lines[i].startsWith("#")) {
                continue;
            }
            boolean alone = lines[i].substring(0, sign).isBlank();
            int line = alone ? i + 2 : i + 1;
            int at = i + 1;
            Directive.of(lines[i].substring(sign + 1), false, name -> false)
                    .ifPresent(directive -> add(
                            directive,
                            file,
                            at,
                            directive.kind() == Directive.Kind.FILE ? 0 : line,
                            directive.kind() == Directive.Kind.FILE ? Integer.MAX_VALUE : line));
        }
    }

    private void add(Directive directive, PackageFile file, int line, int from, int to) {
        for (String rule : directive.rules()) {
            found.add(new Suppression(
                    rule,
                    "",
                    "",
                    directive.reason(),
                    Optional.empty(),
                    Extent.lines(file.path(), from, to),
                    new Written(Written.Kind.COMMENT, file.path(), line, Optional.empty())));
        }
    }

    private boolean isOurs(String name) {
        return isRule.test(key(name));
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String microsoft = "@microsoft/power-apps/";
        return lower.startsWith(microsoft) ? lower.substring(microsoft.length()) : lower;
    }

    private static boolean isText(PackageFile file, String extension) {
        return SCRIPTS.contains(extension)
                || MARKUP.contains(extension)
                || YAML.contains(extension)
                // in a zip the names of web resources have no extension, nor need they have one where they are kept
                // elsewhere
                || (file.isIn("WebResources") || file.path().startsWith("../")) && !OTHERS.contains(extension);
    }

    private static String extension(PackageFile file) {
        String name = file.name();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean isMarkup(byte[] content) {
        for (byte c : content) {
            if (c == '<') {
                return true;
            }
            if (c > ' ') {
                return false;
            }
        }
        return false;
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static final String MARKER = "dataverse-check:ignore";
    private static final byte[] OWN = MARKER.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ESLINT = "eslint-disable".getBytes(StandardCharsets.US_ASCII);

    private static boolean mentions(byte[] content) {
        for (int i = 0; i < content.length - ESLINT.length; i++) {
            if (content[i] == 'd' && startsWith(content, i, OWN)
                    || content[i] == 'e' && startsWith(content, i, ESLINT)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] content, int at, byte[] word) {
        if (at + word.length > content.length || content[at + 1] != word[1]) {
            return false;
        }
        for (int i = 2; i < word.length; i++) {
            if (content[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
