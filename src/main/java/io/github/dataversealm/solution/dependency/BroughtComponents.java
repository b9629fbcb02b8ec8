package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.contents.MissingDependency.Side;
import java.io.IOException;

/** Tells whether a solution brings a component. */
@FunctionalInterface
public interface BroughtComponents {

    /** Of a solution of which nothing but its name is known. */
    BroughtComponents UNKNOWN = required -> false;

    /** @throws IOException when the solution has to be read and the disk fails */
    boolean brings(Side required) throws IOException;
}
