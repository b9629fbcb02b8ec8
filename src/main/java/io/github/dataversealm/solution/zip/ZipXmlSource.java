package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.io.InputStream;

/** An XML document in a zip; {@code zipName} is how a person names the zip. */
public record ZipXmlSource(ZipArchive zip, ZipItem item, String zipName) implements XmlSource {

    @Override
    public String name() {
        return zipName + "!/" + item.name();
    }

    @Override
    public InputStream open() throws IOException {
        return zip.open(item);
    }
}
