package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words for a fault of the disk: the messages of Java's exceptions are often only a path. */
final class Reason {

    private Reason() {}

    static String of(IOException e) {
        if (e instanceof FileSystemException fault) {
            String file =
                    fault.getOtherFile() == null ? fault.getFile() : fault.getFile() + " -> " + fault.getOtherFile();
            if (e instanceof AccessDeniedException) {
                return "access to " + file + " is denied";
            }
            if (e instanceof NoSuchFileException) {
                return file + " is not there";
            }
            if (e instanceof FileAlreadyExistsException) {
                return file + " is there already";
            }
            if (e instanceof DirectoryNotEmptyException) {
                return file + " is not empty";
            }
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
