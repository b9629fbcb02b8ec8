package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackResult;
import io.github.dataversealm.solution.pack.PackResult.PackedZip;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.unpack.UnpackResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private final Messages messages = new Messages();

    @Test
    void an_unpack_counts_what_changed_and_names_the_next_command() {
        unpacked(true, List.of("a", "b"), List.of("c"), List.of("d"), List.of(), List.of());
        assertThat(messages.lines())
                .containsExactly(
                        "info ContosoTrips 1.0.0.0 (Unmanaged): 2 created, 1 changed, 1 deleted, 7 unchanged",
                        "debug created a",
                        "debug created b",
                        "debug changed c",
                        "debug deleted d",
                        "info To make a zip of src again: mvn solution:pack");
    }

    @Test
    void an_unpack_without_changes_needs_no_next_command() {
        unpacked(true, List.of(), List.of(), List.of(), List.of(), List.of());
        assertThat(messages.lines())
                .containsExactly("info ContosoTrips 1.0.0.0 (Unmanaged): 0 created, 0 changed, 0 deleted, 7 unchanged");
    }

    @Test
    void what_was_kept_and_left_is_named_up_to_a_length() {
        List<String> many = IntStream.rangeClosed(1, 12).mapToObj(i -> "f" + i).toList();
        unpacked(true, List.of(), List.of(), List.of(), many, List.of("Other/Preserved/a.xml"));
        assertThat(messages.lines())
                .contains(
                        "info Kept what the layout has no place for: Other/Preserved/a.xml",
                        "info Left alone, no part of the solution: f1, f2, f3, f4, f5, f6, f7, f8, f9, f10 and 2 more");
    }

    @Test
    void a_rehearsal_says_that_nothing_was_written() {
        unpacked(false, List.of("a"), List.of(), List.of(), List.of(), List.of());
        assertThat(messages.lines())
                .contains(
                        "info ContosoTrips 1.0.0.0 (Unmanaged): would be 1 created, 0 changed, 0 deleted, 7 unchanged",
                        "info Nothing was written, because solution.allowWrite is false.");
        assertThat(messages.lines()).noneMatch(line -> line.contains("again"));
    }

    @Test
    void a_pack_names_each_zip() {
        packed(true, false);
        assertThat(messages.lines())
                .containsExactly(
                        "info ContosoTrips 1.0.0.0 (Unmanaged): out/a.zip, 9 entries, 2.0 KiB",
                        "info ContosoTrips 1.0.0.0 (Managed): out/a_managed.zip, 8 entries, 1.5 KiB");
    }

    @Test
    void a_skipped_pack_says_so() {
        packed(true, true);
        assertThat(messages.lines())
                .contains("info ContosoTrips 1.0.0.0 (Unmanaged): out/a.zip is up to date, nothing has changed");
    }

    @Test
    void a_rehearsed_pack_says_so() {
        packed(false, false);
        assertThat(messages.lines())
                .containsExactly(
                        "info ContosoTrips 1.0.0.0 can be packed. No zip was written, because solution.allowWrite is false.");
    }

    private void unpacked(
            boolean written,
            List<String> created,
            List<String> changed,
            List<String> deleted,
            List<String> left,
            List<String> preserved) {
        new UnpackSummary("src", written, "mvn solution:pack")
                .log(
                        new UnpackResult(
                                PackageType.UNMANAGED,
                                "ContosoTrips",
                                "1.0.0.0",
                                created,
                                changed,
                                7,
                                deleted,
                                left,
                                preserved),
                        messages);
    }

    private void packed(boolean written, boolean skipped) {
        List<PackedZip> zips = List.of(
                new PackedZip(PackageType.UNMANAGED, Path.of("out/a.zip"), 9, 2048),
                new PackedZip(PackageType.MANAGED, Path.of("out/a_managed.zip"), 8, 1536));
        new PackSummary(path -> path.toString().replace('\\', '/'), written)
                .log(new PackResult("ContosoTrips", "1.0.0.0", zips, skipped, Optional.empty()), messages);
    }
}
