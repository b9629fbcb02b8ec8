package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.LineEnding;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.PackResult;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.Carried;
import io.github.dataversealm.solution.testkit.KindFixtures;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.Snapshot;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parameters of unpack and pack do what they say. */
class ParametersTest {

    private static final String FORM = "WebResources/ctr_/trip/form.js";

    @TempDir
    Path temp;

    private Path original;
    private Path tree;
    private Path zip;

    @BeforeEach
    void unpack() throws IOException {
        original = KindFixtures.solution().write(temp.resolve("in.zip"));
        tree = temp.resolve("tree");
        zip = temp.resolve("out/solution.zip");
        new Unpacker().unpack(UnpackRequest.of(original, tree), Reporter.silent());
    }

    private UnpackResult unpack(boolean allowDelete, boolean allowWrite, boolean clobber, LineEnding ending)
            throws IOException {
        return new Unpacker()
                .unpack(
                        UnpackRequest.builder(original, tree)
                                .allowDelete(allowDelete)
                                .allowWrite(allowWrite)
                                .clobber(clobber)
                                .lineEnding(ending)
                                .build(),
                        Reporter.silent());
    }

    @Test
    void a_second_unpack_changes_nothing() throws IOException {
        Map<String, String> before = Snapshot.of(tree);
        UnpackResult result = unpack(true, true, false, LineEnding.LF);
        assertThat(result.created()).isEmpty();
        assertThat(result.changed()).isEmpty();
        assertThat(result.deleted()).isEmpty();
        assertThat(result.unchanged()).isEqualTo((int)
                before.values().stream().filter(file -> !file.equals("folder")).count());
        assertThat(Snapshot.of(tree)).isEqualTo(before);
    }

    @Test
    void stale_files_of_components_go_and_others_stay() throws IOException {
        Files.writeString(tree.resolve("Roles/Gone.xml"), "<Role />");
        Files.writeString(tree.resolve("README.md"), "mine");
        Files.createDirectories(tree.resolve(".git"));
        Files.writeString(tree.resolve(".git/config"), "x");
        Files.createDirectories(tree.resolve("notes"));
        Files.writeString(tree.resolve("notes/a.txt"), "x");
        UnpackResult kept = unpack(false, true, false, LineEnding.LF);
        assertThat(kept.deleted()).isEmpty();
        assertThat(kept.left()).contains("Roles/Gone.xml", "README.md", "notes/a.txt");
        UnpackResult result = unpack(true, true, false, LineEnding.LF);
        assertThat(result.deleted()).containsExactly("Roles/Gone.xml");
        assertThat(result.left()).containsExactly("README.md", "notes/a.txt");
        assertThat(tree.resolve(".git/config")).exists();
    }

    @Test
    void a_rehearsal_writes_nothing_and_says_what_would_be() throws IOException {
        Files.delete(tree.resolve(FORM));
        Files.writeString(tree.resolve("Roles/Gone.xml"), "<Role />");
        Files.writeString(tree.resolve("Roles/Trip Requester.xml"), "<Role />");
        Map<String, String> before = Snapshot.of(temp);
        UnpackResult result = unpack(true, false, false, LineEnding.LF);
        assertThat(result.created()).containsExactly(FORM);
        assertThat(result.changed()).containsExactly("Roles/Trip Requester.xml");
        assertThat(result.deleted()).containsExactly("Roles/Gone.xml");
        assertThat(Snapshot.of(temp)).isEqualTo(before);
    }

    @Test
    void read_only_files_are_replaced_only_when_allowed() throws IOException {
        Path role = tree.resolve("Roles/Trip Requester.xml");
        Files.writeString(role, "<Role />");
        assertThat(role.toFile().setWritable(false)).isTrue();
        Map<String, String> before = Snapshot.of(temp);
        assertThatThrownBy(() -> unpack(true, true, false, LineEnding.LF))
                .isInstanceOf(SolutionException.class)
                .hasMessageContainingAll("Roles/Trip Requester.xml", "-Dsolution.clobber=true");
        assertThat(Snapshot.of(temp)).isEqualTo(before);
        assertThat(unpack(true, true, true, LineEnding.LF).changed()).containsExactly("Roles/Trip Requester.xml");
    }

    @Test
    void line_endings_are_those_asked_for_in_xml_of_our_own_only() throws IOException {
        Path api = tree.resolve("customapis/ctr_Api/customapi.xml");
        byte[] verbatim = Files.readAllBytes(api);
        assertThat(Files.readString(tree.resolve("Other/Solution.xml"))).doesNotContain("\r");
        unpack(true, true, false, LineEnding.CRLF);
        assertThat(Files.readString(tree.resolve("Other/Solution.xml")).replace("\r\n", ""))
                .doesNotContain("\n", "\r");
        assertThat(api).hasBinaryContent(verbatim);
        UnpackResult again = unpack(true, true, false, LineEnding.CRLF);
        assertThat(again.changed()).isEmpty();
        pack(request(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(Carried.differences(Zips.bytes(original), Zips.bytes(zip))).isEmpty();
    }

    private PackRequest request(Optional<String> version, Optional<Instant> time, Optional<Path> state) {
        PackRequest.Builder request = PackRequest.builder(tree, zip);
        version.ifPresent(request::solutionVersion);
        time.ifPresent(request::entryTime);
        state.ifPresent(request::stateFile);
        return request.build();
    }

    private PackResult pack(PackRequest request) throws IOException {
        return new Packer().pack(request, Reporter.silent());
    }

    @Test
    void a_pack_is_the_same_in_every_zone_and_language() throws IOException {
        pack(request(Optional.empty(), Optional.of(Instant.parse("2024-05-06T07:08:10Z")), Optional.empty()));
        byte[] first = Files.readAllBytes(zip);
        assertThat(Zips.times(zip.toFile())).containsExactly(LocalDateTime.parse("2024-05-06T07:08:10"));
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            for (Path file : Files.walk(tree).filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
            }
            pack(request(Optional.empty(), Optional.of(Instant.parse("2024-05-06T07:08:10Z")), Optional.empty()));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(Files.readAllBytes(zip)).isEqualTo(first);
    }

    @Test
    void an_unchanged_pack_is_skipped_and_a_changed_one_is_not() throws IOException {
        PackRequest request =
                request(Optional.empty(), Optional.empty(), Optional.of(temp.resolve("target/pack.state")));
        assertThat(pack(request).skipped()).isFalse();
        FileTime time = Files.getLastModifiedTime(zip);
        assertThat(pack(request).skipped()).isTrue();
        Files.setLastModifiedTime(tree.resolve(FORM), FileTime.fromMillis(1_000_000_000_000L));
        assertThat(pack(request).skipped()).as("touched").isTrue();
        assertThat(Files.getLastModifiedTime(zip)).isEqualTo(time);
        Files.writeString(tree.resolve(FORM), "changed()");
        assertThat(pack(request).skipped()).as("content changed").isFalse();
        assertThat(pack(request).skipped()).isTrue();
        assertThat(pack(request(Optional.of("2.0.0.0"), Optional.empty(), request.stateFile()))
                        .skipped())
                .as("option changed")
                .isFalse();
        assertThat(pack(request(Optional.of("2.0.0.0"), Optional.empty(), request.stateFile()))
                        .skipped())
                .isTrue();
        Files.delete(zip);
        assertThat(pack(request(Optional.of("2.0.0.0"), Optional.empty(), request.stateFile()))
                        .skipped())
                .as("zip deleted")
                .isFalse();
        Files.writeString(zip, "damaged");
        assertThat(pack(request(Optional.of("2.0.0.0"), Optional.empty(), request.stateFile()))
                        .skipped())
                .as("zip damaged")
                .isFalse();
        Files.writeString(request.stateFile().get(), "nonsense");
        assertThat(pack(request(Optional.of("2.0.0.0"), Optional.empty(), request.stateFile()))
                        .skipped())
                .as("state damaged")
                .isFalse();
        Files.move(tree.resolve("Maps/import.xml"), tree.resolve("Maps/renamed.xml"));
        assertThat(pack(request(Optional.of("2.0.0.0"), Optional.empty(), request.stateFile()))
                        .skipped())
                .as("file renamed")
                .isFalse();
    }

    @Test
    void a_changed_file_elsewhere_is_packed_again() throws IOException {
        Path built = Files.writeString(temp.resolve("form.js"), "one");
        Path map = Files.writeString(
                temp.resolve("map.xml"), "<Mapping><FileToFile map=\"" + FORM + "\" to=\"../form.js\" /></Mapping>");
        PackRequest request = PackRequest.builder(tree, zip)
                .mapFile(map)
                .stateFile(temp.resolve("target/pack.state"))
                .build();
        assertThat(pack(request).skipped()).isFalse();
        assertThat(pack(request).skipped()).isTrue();
        Files.writeString(built, "two");
        assertThat(pack(request).skipped()).isFalse();
        assertThat(Zips.texts(zip.toFile())).containsEntry("WebResources/ctr_tripformjs0000000A", "two");
    }

    @Test
    void a_file_that_appears_where_a_directive_looks_is_packed() throws IOException {
        Files.writeString(temp.resolve("form.js"), "late");
        Path map = Files.writeString(
                temp.resolve("map.xml"),
                "<Mapping><FileToFile map=\"" + FORM + "\" to=\"../first.js\" />" + "<FileToFile map=\"" + FORM
                        + "\" to=\"../form.js\" /></Mapping>");
        PackRequest request = PackRequest.builder(tree, zip)
                .mapFile(map)
                .stateFile(temp.resolve("target/pack.state"))
                .build();
        assertThat(pack(request).skipped()).isFalse();
        assertThat(pack(request).skipped()).isTrue();
        Files.writeString(temp.resolve("first.js"), "early");
        assertThat(pack(request).skipped()).isFalse();
        assertThat(Zips.texts(zip.toFile())).containsEntry("WebResources/ctr_tripformjs0000000A", "early");
    }

    @Test
    void another_version_changes_the_characters_of_the_version_and_no_other_byte() throws IOException {
        for (String version : List.of("1.4.2.7", "10.20.30.40")) {
            Path before = temp.resolve("before.zip");
            Path after = temp.resolve("after.zip");
            new Packer().pack(PackRequest.of(tree, before), Reporter.silent());
            PackResult result = new Packer()
                    .pack(
                            PackRequest.builder(tree, after)
                                    .solutionVersion(version)
                                    .build(),
                            Reporter.silent());
            assertThat(result.solutionVersion()).isEqualTo(version);
            Map<String, byte[]> old = Zips.bytes(before);
            Map<String, byte[]> changed = Zips.bytes(after);
            assertThat(changed.keySet()).isEqualTo(old.keySet());
            for (Map.Entry<String, byte[]> entry : old.entrySet()) {
                if (!entry.getKey().equals("solution.xml")) {
                    assertThat(changed.get(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
                }
            }
            String document = new String(old.get("solution.xml"), StandardCharsets.ISO_8859_1);
            int from = document.indexOf("<Version>") + "<Version>".length();
            int to = document.indexOf("</Version>");
            assertThat(new String(changed.get("solution.xml"), StandardCharsets.ISO_8859_1))
                    .isEqualTo(document.substring(0, from) + version + document.substring(to))
                    .isNotEqualTo(document);
        }
    }

    @Test
    void no_zip_is_written_when_that_is_not_allowed() throws IOException {
        Map<String, String> before = Snapshot.of(temp);
        new Packer()
                .pack(
                        PackRequest.builder(tree, zip)
                                .allowWrite(false)
                                .stateFile(temp.resolve("state"))
                                .build(),
                        Reporter.silent());
        assertThat(Snapshot.of(temp)).isEqualTo(before);
    }

    @Test
    void a_folder_in_the_letter_case_of_other_tools_packs_the_same() throws IOException {
        pack(request(Optional.empty(), Optional.empty(), Optional.empty()));
        byte[] first = Files.readAllBytes(zip);
        for (String name : new String[] {"Solution.xml", "Customizations.xml"}) {
            Path file = tree.resolve("Other/" + name);
            Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
            Files.move(file, tree.resolve("Other/x" + name));
            Files.move(tree.resolve("Other/x" + name), tree.resolve("Other/" + name.toLowerCase(Locale.ROOT)));
        }
        Files.move(tree.resolve("Other"), tree.resolve("x"));
        Files.move(tree.resolve("x"), tree.resolve("other"));
        pack(request(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(Files.readAllBytes(zip)).isEqualTo(first);
    }

    @Test
    void an_unmanaged_file_stands_for_a_missing_managed_one() throws IOException {
        Path pair = temp.resolve("pair/a.zip");
        KindFixtures.solution().write(pair);
        KindFixtures.solution().managed("1").write(temp.resolve("pair/a_managed.zip"));
        Path folder = temp.resolve("both");
        new Unpacker()
                .unpack(
                        UnpackRequest.builder(pair, folder)
                                .packageType(Optional.of(PackageType.BOTH))
                                .build(),
                        Reporter.silent());
        Path managedFile = folder.resolve("AppModules/ctr_Trips/AppModule_managed.xml");
        assertThat(managedFile).exists();
        Files.delete(managedFile);
        for (boolean meant : new boolean[] {false, true}) {
            Messages messages = new Messages();
            new Packer()
                    .pack(
                            PackRequest.builder(folder, zip)
                                    .packageType(Optional.of(PackageType.MANAGED))
                                    .useUnmanagedFileForMissingManaged(meant)
                                    .build(),
                            messages);
            assertThat(String.join("\n", messages.warnings()).contains("AppModules/ctr_Trips/AppModule.xml"))
                    .isEqualTo(!meant);
            assertThat(Carried.differences(Zips.bytes(temp.resolve("pair/a_managed.zip")), Zips.bytes(zip)))
                    .isEmpty();
        }
    }
}
