/**
 * Bringing solutions to environments: what has to be done is decided from what is installed, started exactly once, watched,
 * and finished with settings, flows and publishing (design §6).
 */
package io.github.dataversealm.solution.deploy;
