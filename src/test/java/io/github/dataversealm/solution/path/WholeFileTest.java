package io.github.dataversealm.solution.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void who_reads_the_file_meanwhile_has_all_of_the_old_one() throws IOException {
        Path file = folder.resolve("a/b.json");
        WholeFile.write(file, bytes("the old one"));
        try (InputStream in = Files.newInputStream(file)) {
            WholeFile.write(file, bytes("new"));
            assertThat(in.readAllBytes()).isEqualTo(bytes("the old one"));
        }
        assertThat(file).hasContent("new");
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        assertThat(file.getParent().toFile().list()).containsExactly("b.json");
    }

    @Test
    void what_cannot_be_replaced_stays_and_nothing_is_left_beside_it() throws IOException {
        Path place = Files.createDirectories(folder.resolve("place/full")).getParent();
        assertThatThrownBy(() -> WholeFile.write(place, bytes("new"))).isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("place");
    }

    @Test
    void an_interrupted_thread_writes_too() throws IOException {
        Path file = folder.resolve("record.json");
        Thread.currentThread().interrupt();
        try {
            WholeFile.write(file, bytes("known"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("known");
    }
}
