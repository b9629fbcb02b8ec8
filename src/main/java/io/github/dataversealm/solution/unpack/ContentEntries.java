package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.Content;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.path.CaseKey;
import java.util.ArrayList;
import java.util.List;

/** Finds the entries of a zip that belong to a component, and warns of those that are named and not there. */
final class ContentEntries {

    private final EntryIndex index;
    private final String zipName;
    private final Reporter reporter;

    ContentEntries(EntryIndex index, String zipName, Reporter reporter) {
        this.index = index;
        this.zipName = zipName;
        this.reporter = reporter;
    }

    /** The entries that hold the content of the component of which these facts are known, each once. */
    List<EntryIndex.Entry> of(Content content, ComponentFacts facts) {
        List<EntryIndex.Entry> found = new ArrayList<>(1);
        if (content instanceof Content.Body body) {
            for (String key : body.entry()) {
                if (!facts.first(key).isEmpty()) {
                    add(facts.first(key), found);
                    break;
                }
            }
        } else if (content instanceof Content.Entries entries) {
            for (String key : entries.keys()) {
                for (String reference : facts.all(key)) {
                    if (!reference.isEmpty()) {
                        add(reference, found);
                    }
                }
            }
        } else if (content instanceof Content.Folder folder) {
            String reference = facts.first(folder.entry());
            addAll(reference.substring(0, reference.lastIndexOf('/') + 1), found);
        } else if (content instanceof Content.Prefixed prefixed) {
            addAll(prefixed.entryFolder() + '/' + facts.first(prefixed.key()) + '_', found);
        }
        return found;
    }

    /**
     * The entry that a text in a component's file names; null when there is none.
     *
     * @param reference the text
     * @param path the entry's path
     * @param component the component's file
     */
    EntryIndex.Entry named(String reference, String path, String component) {
        EntryIndex.Entry entry = index.find(path);
        if (entry == null) {
            missing(reference, component);
        }
        return entry;
    }

    /** The place of an entry in the source folder. */
    static String pathOf(EntryIndex.Entry entry, Content content, ComponentFacts facts) {
        if (content instanceof Content.Body body) {
            return body.file().path(facts, false).orElse(entry.path());
        }
        if (content instanceof Content.Prefixed prefixed) {
            return prefixed.sourceFolder()
                    + entry.path().substring(prefixed.entryFolder().length());
        }
        return entry.path();
    }

    private void add(String reference, List<EntryIndex.Entry> found) {
        EntryIndex.Entry entry = index.find(reference);
        if (entry == null) {
            missing(reference, zipName);
        } else if (!found.contains(entry)) {
            found.add(entry);
        }
    }

    private void addAll(String prefix, List<EntryIndex.Entry> found) {
        String key = CaseKey.of(prefix.startsWith("/") ? prefix.substring(1) : prefix);
        for (EntryIndex.Entry entry : index.entries()) {
            if (entry.typed() && CaseKey.of(entry.path()).startsWith(key)) {
                found.add(entry);
            }
        }
    }

    private void missing(String reference, String where) {
        reporter.warn(where + ": the entry " + reference + " that customizations.xml names is not in the zip.");
    }
}
