/** What environments ask of the solutions that are to come there, evaluated before anything is written anywhere. */
package io.github.dataversealm.solution.promotion;
