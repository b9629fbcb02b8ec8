/**
 * The static check of solutions. {@code tree} are the files of a zip or folder, {@code index} is what the solution defines
 * and refers to, {@code rule} are the rules and how they run, {@code javascript} cuts scripts into tokens, {@code locate}
 * says on which line and in which source file a finding is, {@code gate} decides what counts, {@code report} writes reports.
 */
package io.github.dataversealm.solution.check;
