/** The plan file: what a deployment would do, written down, so that it can be approved and then done exactly so. */
package io.github.dataversealm.solution.plan;
