/**
 * Which solutions need which: what a package needs of others, what its project declares, the order that follows, and whether
 * the two agree.
 */
package io.github.dataversealm.solution.dependency;
