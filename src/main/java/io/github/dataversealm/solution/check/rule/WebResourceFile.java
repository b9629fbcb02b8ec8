package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.PackageFile;

/**
 * A web resource with its content.
 *
 * @param type the number of its type: 1 HTML, 2 CSS, 3 script, 4 XML, 5 PNG, 6 JPG, 7 GIF, 8 Silverlight, 9 XSL, 10 ICO,
 *     11 SVG, 12 RESX; 0 when it is none of them
 */
record WebResourceFile(Solution solution, Part webResource, PackageFile file, int type, Origin origin, byte[] content) {

    Subject subject() {
        return webResource.subject();
    }
}
