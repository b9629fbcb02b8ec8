package io.github.dataversealm.solution.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * A settings file with the places in its text where something can be added.
 *
 * @param text the file's text without a byte order mark
 * @param marked whether it begins with one
 * @param root the whole document
 * @param variables the list of environment variables; null when the document has none
 * @param connections the list of connection references; null when the document has none
 * @param entries the connection references in that list, in the order of the settings
 */
record SettingsDocument(
        String text,
        boolean marked,
        DeploymentSettings settings,
        Place root,
        Place variables,
        Place connections,
        List<Entry> entries) {

    /** An object or a list in the text, by the offsets of its brackets and of the end of the last thing in it. */
    static final class Place {
        private final int open;
        private int first = -1;
        private int firstEnd = -1;
        private int lastEnd = -1;
        private int end;

        Place(int open) {
            this.open = open;
        }

        void element(int from, int to) {
            firstEnd = first < 0 ? to : firstEnd;
            first = first < 0 ? from : first;
            lastEnd = to;
        }

        void close(int behind) {
            end = behind;
        }

        /** The offset of the opening bracket. */
        int open() {
            return open;
        }

        /** The offset of the first thing in it; negative when it is empty. */
        int first() {
            return first;
        }

        /** The offset behind the first thing in it; negative when it is empty. */
        int firstEnd() {
            return firstEnd;
        }

        /** The offset behind the last thing in it; negative when it is empty. */
        int lastEnd() {
            return lastEnd;
        }

        /** The offset behind the closing bracket. */
        int end() {
            return end;
        }
    }

    /**
     * A connection reference in the text.
     *
     * @param connectorFrom the offset of the value of its {@code ConnectorId}; negative when it has none
     */
    record Entry(Place place, int connectorFrom, int connectorEnd) {}

    /** The document that a new file begins with. */
    static SettingsDocument empty(String file) {
        Place root = new Place(0);
        root.close(2);
        return new SettingsDocument(
                "{}\n", false, new DeploymentSettings(file, List.of(), List.of()), root, null, null, new ArrayList<>());
    }
}
