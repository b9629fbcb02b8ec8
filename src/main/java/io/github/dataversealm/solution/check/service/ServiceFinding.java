package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Severity;

/**
 * What the service found at one place.
 *
 * @param rule what is known of the rule
 * @param severity what the result says; High when nothing that could be understood says it
 * @param file the path in the zip as the service writes it; empty when it names none
 * @param line from 1; 0 when it is not known
 * @param column from 1; 0 when it is not known
 * @param module the component, as the service names it; may be empty
 * @param type what kind of component that is; may be empty
 * @param member the part of the component; may be empty
 */
public record ServiceFinding(
        ServiceRule rule,
        Severity severity,
        String message,
        String file,
        int line,
        int column,
        String module,
        String type,
        String member) {

    ServiceFinding with(Severity other) {
        return new ServiceFinding(rule, other, message, file, line, column, module, type, member);
    }
}
