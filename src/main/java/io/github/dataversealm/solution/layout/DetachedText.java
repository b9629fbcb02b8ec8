package io.github.dataversealm.solution.layout;

import java.util.List;

/**
 * Texts inside a component's element that are files of their own in the source folder (templates). The element stays,
 * empty.
 *
 * @param owner the element below the component's element that holds the texts and the facts of the patterns
 * @param texts one for each text
 */
public record DetachedText(String owner, List<Text> texts) {

    /**
     * @param element the child of the owner
     * @param file where its text goes
     * @param form how the text is written
     */
    public record Text(String element, FilePattern file, Form form) {}

    /** How a detached text becomes a file. */
    public enum Form {
        /** UTF-8 with a byte order mark. */
        TEXT,
        /** The bytes that the text gives in base64. */
        BASE64
    }
}
