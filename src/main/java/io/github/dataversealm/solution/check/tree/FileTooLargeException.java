package io.github.dataversealm.solution.check.tree;

import java.io.IOException;

/** A file is larger than an analysis holds in memory. */
public final class FileTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    FileTooLargeException(PackageFile file, int maxBytes) {
        super(file.path() + " has more than the " + maxBytes + " bytes that are analysed");
    }
}
