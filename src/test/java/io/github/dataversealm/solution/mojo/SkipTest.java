package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;

/** Every goal can be skipped by itself and with all others; then it says so and does nothing. */
@MojoTest
class SkipTest {

    private final Log log = mock(Log.class);

    @Test
    void pack_by_its_own_flag(
            @InjectMojo(goal = "pack") @MojoParameter(name = "skipPack", value = "true") PackMojo mojo)
            throws Exception {
        isSkipped(mojo, "Skipped, because solution.pack.skip is set.");
    }

    @Test
    void pack_with_all(@InjectMojo(goal = "pack") @MojoParameter(name = "skip", value = "true") PackMojo mojo)
            throws Exception {
        isSkipped(mojo, "Skipped, because solution.skip is set.");
    }

    @Test
    void unpack_by_its_own_flag(
            @InjectMojo(goal = "unpack") @MojoParameter(name = "skipUnpack", value = "true") UnpackMojo mojo)
            throws Exception {
        isSkipped(mojo, "Skipped, because solution.unpack.skip is set.");
    }

    @Test
    void unpack_with_all(@InjectMojo(goal = "unpack") @MojoParameter(name = "skip", value = "true") UnpackMojo mojo)
            throws Exception {
        isSkipped(mojo, "Skipped, because solution.skip is set.");
    }

    @Test
    void check_by_its_own_flag(
            @InjectMojo(goal = "check") @MojoParameter(name = "skipCheck", value = "true") CheckMojo mojo)
            throws Exception {
        isSkipped(mojo, "Skipped, because solution.check.skip is set.");
    }

    private void isSkipped(AbstractSolutionMojo mojo, String message) throws Exception {
        mojo.setLog(log);
        mojo.execute();
        verify(log).info(message);
        verify(log, never()).warn(anyString());
        assertThat(Path.of("src/main/solution")).doesNotExist();
    }
}
