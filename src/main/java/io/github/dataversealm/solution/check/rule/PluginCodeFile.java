package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.assembly.PluginCode;
import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Subject;

/**
 * The code of a plug-in assembly.
 *
 * @param code what its registered types reach
 */
record PluginCodeFile(Subject subject, Origin origin, PluginCode code) {}
