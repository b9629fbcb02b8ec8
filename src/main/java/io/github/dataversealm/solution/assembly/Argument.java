package io.github.dataversealm.solution.assembly;

/** What is known of a value that code hands to a method. */
public sealed interface Argument {

    Argument UNKNOWN = new Unknown();
    Argument SHARED = new Shared();

    /** Nothing. */
    record Unknown() implements Argument {}

    /** A whole number; {@code true} is 1. */
    record Number(long value) implements Argument {}

    /** A text; of a long one only its beginning. */
    record Text(String text) implements Argument {}

    /** What a static field holds, or a type: an object that the whole process shares. */
    record Shared() implements Argument {}
}
