/** The deployment settings file: the connections and values that a solution needs in one environment. */
package io.github.dataversealm.solution.settings;
