/** Long work of the service: watching a job to its end, and reading what became of it. */
package io.github.dataversealm.solution.job;
