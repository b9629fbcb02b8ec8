/** What a solution holds: the index of a zip that settings, deployment, checks and the local environment share. */
package io.github.dataversealm.solution.contents;
