package io.github.dataversealm.solution.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of component: the row that says where its element stands in {@code customizations.xml} and which files it
 * becomes. Unpack and pack read the same row.
 *
 * @param containers the elements that the component's element stands in, outermost first, below the root or below the
 *     element of the kind that this is a part of; empty when it stands there itself
 * @param element the component's element
 * @param files where its element goes: the first pattern that fits
 * @param wrapper an element that is put around the component's element in its file; empty for none
 * @param declaresXsi whether the file's root carries {@code xmlns:xsi} even when nothing needs it
 * @param hasManagedVariant whether a folder for both package types has a second file for the managed one
 * @param inManagedPass whether unpacking both types takes the managed zip's component over
 * @param unnamed what happens to one that no pattern fits
 * @param content the entries that belong to it
 * @param sorted a list in it that is kept sorted
 * @param detached texts in it that are files of their own
 * @param parts the kinds whose elements stand in this one's and are files of their own
 * @param rootComponent how it is listed in {@code solution.xml}
 */
public record ComponentKind(
        List<String> containers,
        String element,
        List<FilePattern> files,
        String wrapper,
        boolean declaresXsi,
        boolean hasManagedVariant,
        boolean inManagedPass,
        Unnamed unnamed,
        Optional<Content> content,
        Optional<SortedList> sorted,
        Optional<DetachedText> detached,
        List<ComponentKind> parts,
        Optional<RootComponentRule> rootComponent) {

    /** What happens to a component without the name that its file needs. */
    public enum Unnamed {
        /** It is an error that names the element. */
        REFUSED,
        /** There are such components; the source folder keeps them among what it preserves. */
        PRESERVED
    }

    /** A kind whose elements stand in these containers. The last of the path is the component's element. */
    static ComponentKind of(String path, String... files) {
        List<String> names = List.of(path.split("/"));
        List<FilePattern> patterns = new ArrayList<>();
        for (String file : files) {
            patterns.add(FilePattern.of(file));
        }
        return new ComponentKind(
                names.subList(0, names.size() - 1),
                names.get(names.size() - 1),
                List.copyOf(patterns),
                "",
                true,
                false,
                false,
                Unnamed.REFUSED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    ComponentKind wrappedIn(String name) {
        return new ComponentKind(
                containers,
                element,
                files,
                name,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                content,
                sorted,
                detached,
                parts,
                rootComponent);
    }

    ComponentKind withoutXsi() {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                false,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                content,
                sorted,
                detached,
                parts,
                rootComponent);
    }

    ComponentKind withManagedVariant() {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                true,
                true,
                unnamed,
                content,
                sorted,
                detached,
                parts,
                rootComponent);
    }

    ComponentKind takenFromManaged() {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                hasManagedVariant,
                true,
                unnamed,
                content,
                sorted,
                detached,
                parts,
                rootComponent);
    }

    ComponentKind preservedWhenUnnamed() {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                Unnamed.PRESERVED,
                content,
                sorted,
                detached,
                parts,
                rootComponent);
    }

    ComponentKind with(Content entries) {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                Optional.of(entries),
                sorted,
                detached,
                parts,
                rootComponent);
    }

    ComponentKind with(SortedList list) {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                content,
                Optional.of(list),
                detached,
                parts,
                rootComponent);
    }

    ComponentKind with(DetachedText texts) {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                content,
                sorted,
                Optional.of(texts),
                parts,
                rootComponent);
    }

    ComponentKind with(ComponentKind... kinds) {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                content,
                sorted,
                detached,
                List.of(kinds),
                rootComponent);
    }

    ComponentKind listedBy(RootComponentRule rule) {
        return new ComponentKind(
                containers,
                element,
                files,
                wrapper,
                declaresXsi,
                hasManagedVariant,
                inManagedPass,
                unnamed,
                content,
                sorted,
                detached,
                parts,
                Optional.of(rule));
    }

    /** The keys of the facts that name the files of a component and its entries, and list it. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (FilePattern file : files) {
            file.addKeys(keys);
        }
        content.ifPresent(entries -> addKeys(entries, keys));
        rootComponent.ifPresent(rule -> {
            keys.addAll(rule.ids());
            keys.addAll(rule.schemaNames());
        });
        keys.removeIf(key -> key.startsWith("'"));
        return keys;
    }

    private static void addKeys(Content content, Set<String> keys) {
        if (content instanceof Content.Body body) {
            keys.addAll(body.entry());
            body.file().addKeys(keys);
        } else if (content instanceof Content.Folder folder) {
            keys.add(folder.entry());
        } else if (content instanceof Content.Entries entries) {
            keys.addAll(entries.keys());
        } else if (content instanceof Content.Prefixed prefixed) {
            keys.add(prefixed.key());
        }
    }

    /** The path of the component's file, or empty when it lacks what its name is made of. */
    public Optional<String> path(ComponentFacts facts, boolean managed) {
        for (FilePattern file : files) {
            Optional<String> path = file.path(facts, managed && hasManagedVariant);
            if (path.isPresent()) {
                return path;
            }
        }
        return Optional.empty();
    }
}
