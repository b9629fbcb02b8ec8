package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.contents.ComponentIndex;
import io.github.dataversealm.solution.contents.MissingDependency.Side;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.BroughtComponents;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;

/** The components of a zip, which is read when somebody asks for one, and once. */
final class ZipComponents implements BroughtComponents {

    private final Path zip;
    private ComponentIndex index;

    ZipComponents(Path zip) {
        this.zip = zip;
    }

    @Override
    public synchronized boolean brings(Side required) throws IOException {
        if (index == null) {
            index = ComponentIndex.of(
                    SolutionReader.read(zip, ZipLimits.DEFAULT).components());
        }
        return index.satisfies(required);
    }
}
