package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.UnreachableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words for faults that the user cannot mend in the solution; their exceptions often carry nothing but a path. */
final class Faults {

    private Faults() {}

    static String describe(IOException fault) {
        if (fault instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": " + reason(file);
        }
        return fault.getMessage() == null
                ? "The disk failed: " + fault.getClass().getSimpleName()
                : fault.getMessage();
    }

    static String describe(RuntimeException fault) {
        return "This is a fault of the plugin, not of your solution: " + fault + System.lineSeparator()
                + "Please report it with the output of the same command with -e: mvn -e ...";
    }

    /** Whether the user can do something about it: the service refused the request, or is not where the user said. */
    static boolean isMendable(DataverseException fault) {
        if (fault instanceof ServiceException refusal) {
            return refusal.status() < 500;
        }
        return fault instanceof UnreachableException;
    }

    private static String reason(FileSystemException fault) {
        if (fault instanceof NoSuchFileException) {
            return "the file does not exist";
        }
        if (fault instanceof AccessDeniedException) {
            return "access was denied; check the permissions, and whether another program holds the file open";
        }
        if (fault instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "the file exists already";
        }
        return "the file system refused the operation (" + fault.getClass().getSimpleName() + ")";
    }
}
