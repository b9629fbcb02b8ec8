package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.tree.PackageFile;
import java.util.Optional;

/**
 * A component whose element is small enough to be kept, with the file that belongs to it.
 *
 * @param name its schema name, unique name or display name
 * @param id lower case without braces; may be empty
 * @param contentName what its element calls the file; empty when it calls none
 * @param content that file; empty when it is not there
 */
public record Part(
        Element element, String name, String id, String contentName, Optional<PackageFile> content, Subject subject) {

    /** The text of a child. */
    public String text(String path) {
        return element.text(path);
    }
}
