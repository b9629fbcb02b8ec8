/**
 * Microsoft's checker service (spec dataverse-web-api §6): where it is, what it is asked, how its result is read, and which of
 * its findings are those of the offline analysis.
 */
package io.github.dataversealm.solution.check.service;
