package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.model.PackageType;
import java.util.List;

/**
 * What an unpack did to the source folder. Paths are relative to it, with {@code /}.
 *
 * @param packageType the type that was unpacked
 * @param solutionName the unique name of the solution
 * @param solutionVersion the version as {@code solution.xml} spells it
 * @param created files that were not there before
 * @param changed files whose bytes changed
 * @param unchanged how many files were already right and were not touched
 * @param deleted files of components that are gone
 * @param left files that are no part of the solution and were left alone, stale ones included when deleting was not allowed
 * @param preserved files under {@code Other/Preserved/} that carry what the classic layout has no place for
 */
public record UnpackResult(
        PackageType packageType,
        String solutionName,
        String solutionVersion,
        List<String> created,
        List<String> changed,
        int unchanged,
        List<String> deleted,
        List<String> left,
        List<String> preserved) {}
