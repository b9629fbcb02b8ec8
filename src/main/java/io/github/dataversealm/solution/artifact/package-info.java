/**
 * What a solution's artifact says of itself: which zips belong to it, what they need, what they were made from, and whether
 * they were checked. Written when a project is packed, verified before an import.
 */
package io.github.dataversealm.solution.artifact;
