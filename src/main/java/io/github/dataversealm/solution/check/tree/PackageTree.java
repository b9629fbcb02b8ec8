package io.github.dataversealm.solution.check.tree;

import io.github.dataversealm.solution.xml.XmlSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files of a solution, in a zip or in a source folder. Safe for use by several threads. */
public interface PackageTree extends Closeable {

    /** How a person names the zip or folder. */
    String name();

    /** Whether this is a zip, and not an unpacked source folder. */
    boolean isZip();

    /** All files in the order of their paths. */
    List<PackageFile> files();

    /** The file of that path, in whatever letter case. */
    Optional<PackageFile> find(String path);

    InputStream open(PackageFile file) throws IOException;

    /** Whether a file is kept outside of this tree, whether or not it is there now. */
    default boolean isKeptElsewhere(String path) {
        return false;
    }

    /**
     * The content of a file as a whole.
     *
     * @throws FileTooLargeException when it has more bytes than are allowed
     */
    default byte[] read(PackageFile file, int maxBytes) throws IOException {
        if (file.size() > maxBytes) {
            throw new FileTooLargeException(file, maxBytes);
        }
        try (InputStream in = open(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new FileTooLargeException(file, maxBytes);
            }
            return content;
        }
    }

    /** A file as XML that can be read more than once. */
    default XmlSource xml(PackageFile file) {
        return new XmlSource() {
            @Override
            public String name() {
                return file.path();
            }

            @Override
            public InputStream open() throws IOException {
                return PackageTree.this.open(file);
            }
        };
    }
}
