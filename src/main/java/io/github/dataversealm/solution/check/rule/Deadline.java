package io.github.dataversealm.solution.check.rule;

import java.util.function.LongSupplier;

/** Until when the analysis of one file must be done. Whoever loops over much asks it. */
public final class Deadline {

    private final long end;
    private final LongSupplier nanoTime;
    private int asked;

    /** @param nanos how long from now */
    public Deadline(long nanos, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + nanos;
    }

    /**
     * Looks at the clock now and then, so that it may be asked in the shortest loops.
     *
     * @throws TooSlowException when the time is over
     */
    public void check() {
        if ((++asked & 0xFF) == 0) {
            checkNow();
        }
    }

    /**
     * Looks at the clock, for what is long and not repeated often.
     *
     * @throws TooSlowException when the time is over
     */
    public void checkNow() {
        if (nanoTime.getAsLong() - end > 0) {
            throw new TooSlowException();
        }
    }

    /** A text that ends the matching of a regular expression that takes too long. */
    public CharSequence guard(CharSequence text) {
        return new Guarded(text, this);
    }

    /** The analysis of a file took too long. */
    public static final class TooSlowException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooSlowException() {
            super("it takes too long");
        }
    }

    private record Guarded(CharSequence text, Deadline deadline) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            deadline.check();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
