package io.github.dataversealm.solution.git;

/**
 * An object of a repository.
 *
 * @param type {@code commit}, {@code tree}, {@code blob} or {@code tag}
 */
record GitObject(String type, byte[] content) {}
