package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void a_bare_path_gets_words() {
        assertThat(Faults.describe(new NoSuchFileException("a.zip"))).isEqualTo("a.zip: the file does not exist");
        assertThat(Faults.describe(new AccessDeniedException("a.zip"))).startsWith("a.zip: access was denied; check");
        assertThat(Faults.describe(new DirectoryNotEmptyException("a"))).isEqualTo("a: the folder is not empty");
        assertThat(Faults.describe(new FileAlreadyExistsException("a"))).isEqualTo("a: the file exists already");
        assertThat(Faults.describe(new FileSystemException("a"))).contains("a: ", "FileSystemException");
    }

    @Test
    void the_systems_own_words_are_kept() {
        assertThat(Faults.describe(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo("a: No space left on device");
        assertThat(Faults.describe(new IOException("The pipe broke"))).isEqualTo("The pipe broke");
        assertThat(Faults.describe(new EOFException())).isEqualTo("The disk failed: EOFException");
    }
}
