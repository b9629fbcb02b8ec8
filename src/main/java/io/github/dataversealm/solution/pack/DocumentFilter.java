package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;

/** What every XML file of the source folder passes through when a pack reads it. */
interface DocumentFilter {

    /** Reads files as they are. */
    DocumentFilter NONE = (path, document) -> document;

    /**
     * The document that is packed.
     *
     * @param path the path of the file in the source folder, of the variant that is packed
     * @param document the file
     */
    XmlSource filter(String path, XmlSource document) throws IOException;
}
