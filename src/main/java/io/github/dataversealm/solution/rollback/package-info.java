/**
 * Takes a solution back to the version before: what that would remove, which ways there are, the one that is taken, and what
 * was done.
 */
package io.github.dataversealm.solution.rollback;
