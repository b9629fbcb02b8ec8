/**
 * The goals, and all that knows Maven.
 *
 * <ul>
 *   <li>A {@code ...Mojo} reads the parameters of a goal, hands a request to the engine, and shows the result. Parameters that
 *       goals share, and what is read from them, are in the {@code Abstract...Mojo} above them.
 *   <li>What a goal works on is found by classes that are named for it: zips ({@code ImportedZips}, {@code PlannedZips},
 *       {@code ProjectZip}, {@code CheckTargets}), artifacts and dependencies ({@code SolutionRepository},
 *       {@code SolutionDependencies}), environments and credentials ({@code Connections}, {@code SettingsServers}).
 *   <li>How it is worked on is decided by {@code ImportOrder}, {@code RuleDecisions}, {@code ReactorTurn}.
 *   <li>What the user is told goes through {@code LogReporter}; {@code ...Summary}, {@code ...Report}, {@code CheckReports} and
 *       {@code ImportOutcome} make the texts, {@code CommandForm} the commands in them.
 * </ul>
 */
package io.github.dataversealm.solution.mojo;
