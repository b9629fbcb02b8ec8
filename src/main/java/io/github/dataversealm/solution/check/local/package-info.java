/** The rules of this project as the checker service of the local environment. */
package io.github.dataversealm.solution.check.local;
