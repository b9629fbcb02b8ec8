package io.github.dataversealm.solution.mojo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One zip or folder to check.
 *
 * @param sources the source folder of a zip, where it is known
 * @param variant what the names of its reports end with; empty for the first one
 */
record CheckTarget(Path place, Optional<Path> sources, String variant) {}
