package io.github.dataversealm.solution.xml;

import io.github.dataversealm.solution.message.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An XML document that can be read more than once: the second reading finds the line of an error. */
public interface XmlSource {

    /** How a person names the document, for {@link Location}. */
    String name();

    InputStream open() throws IOException;

    static XmlSource of(Path file, String name) {
        return new XmlSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    static XmlSource of(byte[] bytes, String name) {
        return new XmlSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
