package io.github.dataversealm.solution.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a row of the table of kinds: what is not said has the value that most kinds have. */
final class KindRow {

    private final List<String> path;
    private final List<FilePattern> files = new ArrayList<>();
    private final List<ComponentKind> parts = new ArrayList<>();
    private String wrapper = "";
    private boolean declaresXsi = true;
    private boolean hasManagedVariant;
    private boolean inManagedPass;
    private ComponentKind.Unnamed unnamed = ComponentKind.Unnamed.REFUSED;
    private Content content;
    private SortedList sorted;
    private DetachedText detached;
    private RootComponentRule rootComponent;

    private KindRow(List<String> path) {
        this.path = path;
    }

    /**
     * A kind.
     *
     * @param path the elements that the component's element stands in, and that itself, with slashes
     * @param files the patterns of its file; the first that fits counts
     */
    static KindRow of(String path, String... files) {
        KindRow row = new KindRow(List.of(path.split("/")));
        for (String file : files) {
            row.files.add(FilePattern.of(file));
        }
        return row;
    }

    KindRow wrappedIn(String element) {
        wrapper = element;
        return this;
    }

    KindRow withoutXsi() {
        declaresXsi = false;
        return this;
    }

    KindRow withManagedVariant() {
        hasManagedVariant = true;
        inManagedPass = true;
        return this;
    }

    KindRow takenFromManaged() {
        inManagedPass = true;
        return this;
    }

    KindRow preservedWhenUnnamed() {
        unnamed = ComponentKind.Unnamed.PRESERVED;
        return this;
    }

    KindRow with(Content entries) {
        content = entries;
        return this;
    }

    KindRow with(SortedList list) {
        sorted = list;
        return this;
    }

    KindRow with(DetachedText texts) {
        detached = texts;
        return this;
    }

    KindRow with(KindRow... rows) {
        for (KindRow row : rows) {
            parts.add(row.kind());
        }
        return this;
    }

    KindRow listedBy(RootComponentRule rule) {
        rootComponent = rule;
        return this;
    }

    ComponentKind kind() {
        int last = path.size() - 1;
        return new ComponentKind(
                path.subList(0, last),
                path.get(last),
                List.copyOf(files),
                wrapper,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                Optional.ofNullable(content),
                Optional.ofNullable(sorted),
                Optional.ofNullable(detached),
                List.copyOf(parts),
                Optional.ofNullable(rootComponent));
    }

    /** The kinds of these rows. */
    static List<ComponentKind> kinds(KindRow... rows) {
        List<ComponentKind> kinds = new ArrayList<>(rows.length);
        for (KindRow row : rows) {
            kinds.add(row.kind());
        }
        return List.copyOf(kinds);
    }
}
