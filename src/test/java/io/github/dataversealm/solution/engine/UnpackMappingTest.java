package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.KindFixtures;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content files that a mapping file puts elsewhere are not written by unpack and are taken from there by pack. */
class UnpackMappingTest {

    @TempDir
    Path temp;

    private Path zip;
    private Path tree;
    private Path map;
    private Path built;

    @BeforeEach
    void prepare() throws IOException {
        zip = KindFixtures.solution().write(temp.resolve("in.zip"));
        tree = temp.resolve("tree");
        map = temp.resolve("map.xml");
        built = temp.resolve("web/form.js");
        Files.writeString(
                map,
                "<Mapping><FileToFile map=\"WebResources\\ctr_\\trip\\form.js\" to=\"..\\web\\form.js\" />"
                        + "<FileToPath map=\"customapis\\**\\*.*\" to=\"..\\apis\\**\" /></Mapping>");
        Files.createDirectories(built.getParent());
        Files.createDirectories(temp.resolve("apis"));
        Files.writeString(built, "built();");
        Files.writeString(temp.resolve("apis/customapi.xml"), "<customapi/>");
    }

    private UnpackRequest request() {
        return UnpackRequest.builder(zip, tree).mapFile(map).build();
    }

    @Test
    void mapped_content_is_not_written_and_packed_from_its_place() throws IOException {
        Messages messages = new Messages();
        UnpackResult result = new Unpacker().unpack(request(), messages);
        assertThat(result.created()).doesNotContain("WebResources/ctr_/trip/form.js");
        assertThat(tree.resolve("WebResources/ctr_/trip/form.js")).doesNotExist();
        assertThat(tree.resolve("WebResources/ctr_/trip/form.js.data.xml")).exists();
        assertThat(tree.resolve("customapis")).doesNotExist();
        assertThat(messages.warnings()).isEmpty();

        Path packed = temp.resolve("out.zip");
        new Packer().pack(PackRequest.builder(tree, packed).mapFile(map).build(), Reporter.silent());
        assertThat(Zips.bytes(packed).get("WebResources/ctr_tripformjs0000000A"))
                .isEqualTo("built();".getBytes());
    }

    @Test
    void a_mapped_file_in_the_folder_is_neither_touched_nor_stale() throws IOException {
        new Unpacker().unpack(UnpackRequest.of(zip, tree), Reporter.silent());
        Path file = tree.resolve("WebResources/ctr_/trip/form.js");
        Files.writeString(file, "an old one");
        UnpackResult result = new Unpacker().unpack(request(), Reporter.silent());
        assertThat(file).hasContent("an old one");
        assertThat(result.deleted()).isEmpty();
        assertThat(result.changed()).isEmpty();
        assertThat(result.created()).isEmpty();
    }

    @Test
    void a_target_that_is_missing_is_a_warning_that_names_file_and_line() throws IOException {
        Files.delete(built);
        Messages messages = new Messages();
        new Unpacker().unpack(request(), messages);
        assertThat(messages.warnings())
                .singleElement()
                .asString()
                .contains("WebResources/ctr_/trip/form.js", map + ":1", "web/form.js");
    }

    @Test
    void a_mapping_file_that_is_missing_changes_nothing() throws IOException {
        Files.delete(map);
        assertThatThrownBy(() -> new Unpacker().unpack(request(), Reporter.silent()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContainingAll("map.xml", "-Dsolution.mapFile");
        assertThat(tree).doesNotExist();
    }
}
