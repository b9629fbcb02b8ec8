package io.github.dataversealm.solution.check.rule;

import java.util.function.Supplier;

/** A constant that is made when it is first asked for. Several threads may ask. */
final class Lazy<T> {

    private final Supplier<T> maker;
    private volatile T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        T known = made;
        return known == null ? make() : known;
    }

    private synchronized T make() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
