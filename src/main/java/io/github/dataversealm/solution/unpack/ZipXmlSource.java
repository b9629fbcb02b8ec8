package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import java.io.IOException;
import java.io.InputStream;

/** An XML document in a zip. */
record ZipXmlSource(ZipArchive zip, ZipItem item, String zipName) implements XmlSource {

    @Override
    public String name() {
        return zipName + "!/" + item.name();
    }

    @Override
    public InputStream open() throws IOException {
        return zip.open(item);
    }
}
