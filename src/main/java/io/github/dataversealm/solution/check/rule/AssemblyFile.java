package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.assembly.AssemblyInfo;
import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.List;
import java.util.Optional;

/**
 * A registered plug-in assembly with its DLL, which is a file of the solution or lies in a plug-in package.
 *
 * @param place where it is registered
 * @param fullName the identity that it is registered under; empty when nothing says it
 * @param origin its DLL, or the package
 * @param info what its metadata says; empty when it could not be read
 * @param problem why not; empty when it could
 * @param x86 whether it asks for a 32-bit process
 * @param packaged whether it lies in a plug-in package: the platform registers the plug-ins in it by itself, and asks for no
 *     signature
 * @param types the types that are registered
 */
record AssemblyFile(
        Subject subject,
        Place place,
        String fullName,
        Origin origin,
        Optional<AssemblyInfo> info,
        String problem,
        boolean x86,
        boolean packaged,
        List<RegisteredType> types) {

    /** A type that is registered, by its full name. */
    record RegisteredType(String name, Place place) {}
}
