package io.github.dataversealm.solution.check.javascript;

import java.util.Arrays;

/** Where the lines of a script begin; the signs that end one are those of ECMAScript. */
final class LineStarts {

    private final int[] starts;

    LineStarts(String text) {
        int[] found = new int[64];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isLineEnd(c) && !(c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    int line(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    int column(int position) {
        return position - starts[line(position) - 1] + 1;
    }
}
