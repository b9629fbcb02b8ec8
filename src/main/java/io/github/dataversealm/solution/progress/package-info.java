/** How far long work is: events, and the ways to show them on a terminal and in the log of a CI server. */
package io.github.dataversealm.solution.progress;
