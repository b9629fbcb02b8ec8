package io.github.dataversealm.solution.check.rule;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as text. */
final class Texts {

    private static final Pattern CONFLICT = Pattern.compile("(?m)^(<<<<<<< |>>>>>>> )\\S");

    private Texts() {}

    /** The text without its byte order mark; bytes that are no UTF-8 are replaced. */
    static String decode(byte[] content) {
        Charset charset = StandardCharsets.UTF_8;
        int skip = 0;
        if (content.length >= 3
                && content[0] == (byte) 0xEF
                && content[1] == (byte) 0xBB
                && content[2] == (byte) 0xBF) {
            skip = 3;
        } else if (content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            skip = 2;
        } else if (content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            skip = 2;
        }
        return new String(content, skip, content.length - skip, charset);
    }

    static boolean isUtf8(byte[] content) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static boolean isGitLfsPointer(byte[] content) {
        String start = "version https://git-lfs.github.com/spec/";
        return content.length >= start.length()
                && new String(content, 0, start.length(), StandardCharsets.ISO_8859_1).equals(start);
    }

    /** The line of the first marker of a merge conflict that Git left. */
    static Optional<Integer> conflictLine(String text) {
        Matcher marker = CONFLICT.matcher(text);
        return marker.find() ? Optional.of(lineOf(text, marker.start())) : Optional.empty();
    }

    /**
     * Whether a text has one of some words, in any letter case. Much faster than to match an expression, and most texts have
     * none of those that make it worth while.
     *
     * @param words in small letters
     */
    static boolean mentions(String text, List<String> words) {
        for (String word : words) {
            char small = word.charAt(0);
            char large = Character.toUpperCase(small);
            int last = text.length() - word.length();
            for (int i = 0; i <= last; i++) {
                char c = text.charAt(i);
                if ((c == small || c == large) && text.regionMatches(true, i, word, 0, word.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The line, from 1, of a position in a text. */
    static int lineOf(String text, int position) {
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
