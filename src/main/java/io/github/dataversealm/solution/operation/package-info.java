/** What people do with the solutions of an environment besides importing them: one small class for each operation. */
package io.github.dataversealm.solution.operation;
