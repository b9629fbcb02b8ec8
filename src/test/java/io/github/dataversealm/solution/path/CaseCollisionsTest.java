package io.github.dataversealm.solution.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CaseCollisionsTest {

    private final CaseCollisions collisions = new CaseCollisions();

    @Test
    void findsTwoSpellingsOfAFile() {
        assertThat(collisions.addFile("a/File.xml")).isEmpty();
        assertThat(collisions.addFile("a/File.xml")).isEmpty();
        assertThat(collisions.addFile("a/file.XML")).contains("a/File.xml");
        assertThat(collisions.addFile("a/other.xml")).isEmpty();
    }

    @Test
    void findsTwoSpellingsOfAFolder() {
        assertThat(collisions.addFile("Work/flows/a.json")).isEmpty();
        assertThat(collisions.addFile("Work/Flows/b.json")).contains("Work/flows");
        assertThat(collisions.addFolder("work")).contains("Work");
        assertThat(collisions.addFolder("Work/flows")).isEmpty();
    }

    @Test
    void findsAFileThatIsAFolder() {
        assertThat(collisions.addFile("a/b")).isEmpty();
        assertThat(collisions.addFile("a/b/c")).contains("a/b");
        assertThat(collisions.addFile("a")).contains("a");
        assertThat(collisions.addFolder("A/B")).contains("a/b");
    }

    @Test
    void foldsMoreThanAscii() {
        assertThat(collisions.addFile("GRÖSSE")).isEmpty();
        assertThat(collisions.addFile("größse")).isEmpty();
        assertThat(collisions.addFile("grösse")).contains("GRÖSSE");
        assertThat(collisions.addFile("gro\u0308sse")).contains("GRÖSSE");
        assertThat(collisions.addFile("Σίσυφος")).isEmpty();
        assertThat(collisions.addFile("ΣΊΣΥΦΟΣ")).contains("Σίσυφος");
        assertThat(collisions.addFile("\ud801\udc00")).isEmpty();
        assertThat(collisions.addFile("\ud801\udc28")).contains("\ud801\udc00");
    }

    @Test
    void exactlyOneOfManyThreadsWins() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<String>>> results = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                String path = spelled("somename", i) + "/x" + i;
                results.add(executor.submit((Callable<Optional<String>>) () -> collisions.addFile(path)));
            }
            int clean = 0;
            for (Future<Optional<String>> result : results) {
                if (result.get().isEmpty()) {
                    clean++;
                }
            }
            assertThat(clean).isEqualTo(1);
        } finally {
            executor.shutdownNow();
        }
    }

    private static String spelled(String name, int bits) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append((bits >> i & 1) == 0 ? c : Character.toUpperCase(c));
        }
        return out.toString();
    }
}
