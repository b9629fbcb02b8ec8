package io.github.dataversealm.solution.check.index;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A set of names in which letter case does not count. */
public final class Names {

    private final Set<String> names = new HashSet<>();

    public static Names of(Collection<String> all) {
        Names set = new Names();
        all.forEach(set::add);
        return set;
    }

    /** Adds a name; false when it was there. */
    public boolean add(String name) {
        return !name.isEmpty() && names.add(name.toLowerCase(Locale.ROOT));
    }

    public void addAll(Names others) {
        names.addAll(others.names);
    }

    public boolean has(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    public int size() {
        return names.size();
    }
}
