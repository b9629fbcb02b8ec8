package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.xml.SpillingSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import java.io.IOException;

/** Where one file of a component is written before its name is known; used again for the next one. */
final class ComponentBuffer {

    final SpillingSink sink = new SpillingSink();
    final XmlFormatter formatter;

    ComponentBuffer(byte[] newline) {
        formatter = new XmlFormatter(newline);
    }

    void beginDocument() throws IOException {
        formatter.beginDocument(sink);
    }
}
