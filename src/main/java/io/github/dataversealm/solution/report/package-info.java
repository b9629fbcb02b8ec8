/** What is told about work that is done: texts for people and files for CI servers. */
package io.github.dataversealm.solution.report;
