package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.ServiceRun;
import java.util.List;

/**
 * What came of asking the service.
 *
 * @param run without the rules, which the check adds
 * @param rules the rules that ran, as far as they are known
 * @param findings empty when there is no result
 * @param whole whether it was to look at all files: otherwise what it does not find may be there
 */
public record ServiceAnswer(ServiceRun run, List<ServiceRule> rules, List<ServiceFinding> findings, boolean whole) {}
