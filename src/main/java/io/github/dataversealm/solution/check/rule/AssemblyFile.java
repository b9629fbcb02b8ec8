package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.assembly.AssemblyInfo;
import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.PackageFile;
import java.util.Optional;

/**
 * A registered plug-in assembly with its DLL.
 *
 * @param info what its metadata says; empty when it could not be read
 * @param problem why not; empty when it could
 * @param x86 whether it asks for a 32-bit process
 */
record AssemblyFile(
        Solution solution,
        Part assembly,
        PackageFile file,
        Origin origin,
        Optional<AssemblyInfo> info,
        String problem,
        boolean x86) {

    Subject subject() {
        return assembly.subject();
    }
}
