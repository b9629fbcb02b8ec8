package io.github.dataversealm.solution.check.rule;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blots secrets out of what is shown. Rules quote what they find, and on the same line a secret may stand: pieces of every
 * secret that the check has found are blotted out wherever they appear, and so is whatever looks like a secret, also where it
 * was cut off or where no rule looks for secrets.
 */
public final class SecretMask {

    /** What a person can recognise a secret by, or an attacker can begin with. */
    private static final int PIECE = 6;

    private static final int MAX_SECRET = 16_384;
    private static final String BLOT = "***";

    /**
     * In each the last group that takes part is the secret, or all of it where there is none. They are wider than those of
     * {@link SecretRules} on purpose, and so not made of them: a rule must be certain before it accuses, and knows lengths and
     * edges; what is shown may be cut off, and a word too many that is blotted out does no harm. Each kind there has one here.
     */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]+"),
            Pattern.compile("\\bsig=([^\\s&\"'<>;]{6,})"),
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{16,}"),
            // also in the middle of a word, where it is no name such as task-of-the-day
            Pattern.compile("sk-(?=[A-Za-z_-]{0,64}[0-9])(?=[a-z0-9_-]{0,64}[A-Z])[A-Za-z0-9_-]{32,}"),
            Pattern.compile(
                    "(?i)(?:subscription-key|functions-key|api-?key)[\"']?\\s*[:,=]\\s*[\"']?([^\\s\"'&,;<>]{6,})"),
            Pattern.compile("(?i)(?:AccountKey|SharedAccessKey|SharedSecretValue)=([^\\s;\"'&<>]+)"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*"),
            // two parts are one in the middle of a word, too
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_.-]*"),
            Pattern.compile("(?:AKIA|ASIA)[A-Z0-9]{8,}"),
            Pattern.compile("(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{12,}"),
            Pattern.compile("AIza[A-Za-z0-9_-]{12,}"),
            Pattern.compile("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----(.+)"),
            Pattern.compile(
                    "(?i)(?:password|passwd|pwd|client_?secret)(?:\\\\?[\"']\\s*:\\s*\\\\?[\"']|=[\"']?)([^\\s\"'&;,\\\\]{4,})"),
            Pattern.compile("(?i)[?&](?:code|token|access_token|key|secret)=([^\\s&\"'<>]{8,})"),
            Pattern.compile("://[^/\\s:@]*:([^@/\\s]{4,})@"));

    private final Set<String> pieces = ConcurrentHashMap.newKeySet();
    private final Set<String> shortOnes = ConcurrentHashMap.newKeySet();

    /** Learns a secret, as it stands in a file. May be called by several threads. */
    void add(String secret) {
        if (secret.length() < PIECE) {
            shortOnes.add(secret);
            return;
        }
        int end = Math.min(secret.length(), MAX_SECRET);
        for (int i = 0; i + PIECE <= end; i++) {
            pieces.add(secret.substring(i, i + PIECE));
        }
    }

    /** Lets names of components be shown, which are no secrets even where one has a part in common with them. */
    public void spare(Collection<String> names) {
        if (!pieces.isEmpty()) {
            for (String name : names) {
                for (int i = 0; i + PIECE <= name.length(); i++) {
                    pieces.remove(name.substring(i, i + PIECE));
                }
            }
        }
    }

    /** A text without secrets. */
    public String masked(String text) {
        boolean[] hidden = new boolean[text.length()];
        boolean any = false;
        if (!pieces.isEmpty()) {
            for (int i = 0; i + PIECE <= text.length(); i++) {
                if (pieces.contains(text.substring(i, i + PIECE))) {
                    hide(hidden, i, i + PIECE);
                    any = true;
                }
            }
        }
        for (String secret : shortOnes) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                if (isWord(text, at, at + secret.length())) {
                    hide(hidden, at, at + secret.length());
                    any = true;
                }
            }
        }
        for (Pattern shape : SHAPES) {
            Matcher found = shape.matcher(text);
            while (found.find()) {
                int group = found.groupCount();
                hide(hidden, found.start(group), found.end(group));
                any = true;
            }
        }
        return any ? blotted(text, hidden) : text;
    }

    private static boolean isWord(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    private static void hide(boolean[] hidden, int from, int to) {
        for (int i = from; i < to; i++) {
            hidden[i] = true;
        }
    }

    private static String blotted(String text, boolean[] hidden) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!hidden[i]) {
                shown.append(text.charAt(i));
            } else if (i == 0 || !hidden[i - 1]) {
                shown.append(BLOT);
            }
        }
        return shown.toString();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "SecretMask[%d pieces]", pieces.size());
    }
}
