package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.KindFixtures;
import io.github.dataversealm.solution.testkit.Snapshot;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each zip that is no sound solution is refused with one error that names the place and says what to do, and the folder is
 * left as it was: bytes, names and times.
 */
class BadZipTest {

    @TempDir
    Path temp;

    /** Writes the input into a folder and returns the zip to unpack. */
    private interface Input {
        Path write(Path folder) throws IOException;
    }

    private final List<DynamicTest> cases = new ArrayList<>();
    private Optional<PackageType> type = Optional.empty();

    private void refused(String name, Input input, String... messageParts) {
        Optional<PackageType> asked = type;
        cases.add(dynamicTest(name, () -> {
            Path folder = Files.createTempDirectory(temp, "case");
            Path zip = input.write(folder);
            Path tree = temp.resolve("tree-" + cases.size() + "-" + folder.getFileName());
            check(zip, tree, asked, messageParts);
            assertThat(tree).doesNotExist();
            new Unpacker()
                    .unpack(
                            UnpackRequest.of(KindFixtures.solution().write(folder.resolve("good.zip")), tree),
                            Reporter.silent());
            Files.createDirectories(tree.resolve(".git/empty"));
            Files.writeString(tree.resolve("README.md"), "mine");
            Map<String, String> before = Snapshot.of(tree);
            check(zip, tree, asked, messageParts);
            assertThat(Snapshot.of(tree)).isEqualTo(before);
        }));
    }

    private void check(Path zip, Path tree, Optional<PackageType> asked, String... messageParts) {
        Map<String, String> outside = Snapshot.of(zip.getParent());
        Throwable thrown = catchThrowable(() -> new Unpacker()
                .unpack(UnpackRequest.builder(zip, tree).packageType(asked).build(), Reporter.silent()));
        assertThat(thrown).isInstanceOf(SolutionException.class);
        assertThat(thrown.getMessage()).contains(messageParts).doesNotContain("null");
        assertThat(((SolutionException) thrown).location()).isPresent();
        assertThat(((SolutionException) thrown).advice()).isNotBlank();
        assertThat(Snapshot.of(zip.getParent())).isEqualTo(outside);
    }

    private void zip(String name, SolutionZipBuilder builder, String... messageParts) {
        refused(name, folder -> builder.write(folder.resolve("a.zip")), messageParts);
    }

    private void bytes(String name, byte[] bytes, String... messageParts) {
        refused(name, folder -> Files.write(folder.resolve("a.zip"), bytes), messageParts);
    }

    private void customizations(String name, String xml, String... messageParts) {
        zip(name, new SolutionZipBuilder().customizations(xml), messageParts);
    }

    private static byte[] sound() throws IOException {
        Path file = Files.createTempFile("sound", ".zip");
        try {
            return Files.readAllBytes(KindFixtures.solution().write(file));
        } finally {
            Files.delete(file);
        }
    }

    /** The zip with the flag of encryption set in the headers of all entries. */
    private static byte[] encrypted(byte[] zip) {
        byte[] copy = zip.clone();
        for (int i = 0; i + 10 < copy.length; i++) {
            if (copy[i] == 'P' && copy[i + 1] == 'K' && copy[i + 2] == 3 && copy[i + 3] == 4) {
                copy[i + 6] |= 1;
            } else if (copy[i] == 'P' && copy[i + 1] == 'K' && copy[i + 2] == 1 && copy[i + 3] == 2) {
                copy[i + 8] |= 1;
            }
        }
        return copy;
    }

    @TestFactory
    List<DynamicTest> containers() throws IOException {
        byte[] sound = sound();
        bytes("no zip", "MZ this is a program".repeat(9).getBytes(StandardCharsets.UTF_8), "a.zip");
        bytes("empty file", new byte[0], "a.zip");
        bytes("truncated", Arrays.copyOf(sound, sound.length / 2), "a.zip");
        bytes("truncated at the end", Arrays.copyOf(sound, sound.length - 30), "a.zip");
        bytes("encrypted", encrypted(sound), "a.zip", "encrypted");
        refused("no file", folder -> folder.resolve("a.zip"), "a.zip");
        refused("a folder", folder -> Files.createDirectory(folder.resolve("a.zip")), "a.zip");
        zip("no solution.xml", new SolutionZipBuilder().manifest(null), "a.zip", "solution.xml");
        zip(
                "no customizations.xml",
                new SolutionZipBuilder().customizations((byte[]) null),
                "a.zip",
                "customizations.xml");
        for (String name : List.of(
                "../evil.txt",
                "a/../../evil.txt",
                "/etc/evil",
                "C:/evil",
                "C:evil",
                "\\evil",
                "CON",
                "a/nul.txt",
                "a/com1.js",
                "a./b",
                "a /b",
                "a/b:c",
                "a//b",
                "a/\u0001",
                "..%2f..%2fevil.txt",
                "x/%2e%2e/%2e%2e/evil",
                "x/%43%4f%4e",
                "%2fetc%2fevil")) {
            refused(
                    "entry " + name,
                    folder -> {
                        Map<String, byte[]> entries = new LinkedHashMap<>(new SolutionZipBuilder().toEntries());
                        entries.put(name, new byte[1]);
                        SolutionZipBuilder.write(folder.resolve("a.zip"), entries);
                        return folder.resolve("a.zip");
                    },
                    "a.zip");
        }
        zip(
                "entries that differ in letter case",
                new SolutionZipBuilder().entry("docs/a.txt", "1").entry("docs/A.txt", "2"),
                "docs/A.txt");
        zip(
                "folders that differ in letter case",
                new SolutionZipBuilder().entry("docs/a.txt", "1").entry("Docs/b.txt", "2"),
                "ocs");
        zip(
                "a file where a folder is",
                new SolutionZipBuilder().entry("docs/a", "1").entry("docs/a/b.txt", "2"),
                "docs/a");
        zip(
                "entries that decode to the same name",
                new SolutionZipBuilder().entry("docs/a b.txt", "1").entry("docs/a%20b.txt", "2"),
                "docs/a");
        zip(
                "zip bomb",
                new SolutionZipBuilder().entry("docs/bomb.txt", new byte[5 << 20]),
                "a.zip",
                "docs/bomb.txt",
                "solution.maxCompressionRatio");
        return cases;
    }

    @TestFactory
    List<DynamicTest> documents() {
        String at = "a.zip!/customizations.xml:";
        customizations("empty document", "", at + "1");
        customizations("text only", "hello", at + "1:1");
        customizations(
                "malformed", "<ImportExportXml>\n<Roles>\n  <Role></Rle>\n</Roles></ImportExportXml>", at + "3:9");
        customizations("ends early", "<ImportExportXml>\n<Roles>", at + "2");
        customizations("two roots", "<ImportExportXml/><b/>", at + "1:19");
        customizations("two attributes of one name", "<ImportExportXml a='1'\n a='2'/>", at);
        customizations("illegal character", "<ImportExportXml>\n&#0;</ImportExportXml>", at + "2:1");
        customizations("unknown entity", "<ImportExportXml>&foo;</ImportExportXml>", at + "1:18");
        customizations("DTD", "<!DOCTYPE a><ImportExportXml/>", at + "1:1");
        customizations(
                "external entity",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ImportExportXml>&x;</ImportExportXml>",
                at + "1:1");
        customizations(
                "entity bomb",
                "<!DOCTYPE a [<!ENTITY x \"yyyyyyyyyy\"><!ENTITY z \"&x;&x;&x;&x;\">]><ImportExportXml>&z;</ImportExportXml>",
                at + "1:1");
        customizations("nested too deep", "<ImportExportXml>" + "<a>".repeat(100_000), at + "1");
        customizations("another root", "<Foo/>", at + "1:1", "Foo", "ImportExportXml");
        zip(
                "not UTF-8",
                new SolutionZipBuilder()
                        .customizations(new byte[] {'<', '!', '-', '-', '\n', (byte) 0xff, '<', '/', 'a', '>'}),
                at + "2:1");
        zip(
                "manifest malformed",
                new SolutionZipBuilder().manifest("<ImportExportXml>\n</b>".getBytes(StandardCharsets.UTF_8)),
                "a.zip!/solution.xml:2");
        zip(
                "manifest of something else",
                new SolutionZipBuilder().manifest("<a/>".getBytes(StandardCharsets.UTF_8)),
                "a.zip!/solution.xml:1:1");
        zip(
                "manifest without a name",
                new SolutionZipBuilder()
                        .manifest("<ImportExportXml><SolutionManifest/></ImportExportXml>"
                                .getBytes(StandardCharsets.UTF_8)),
                "a.zip!/solution.xml",
                "UniqueName");
        zip("managed is no number", new SolutionZipBuilder().managed("maybe"), "a.zip!/solution.xml:", "maybe");
        zip("managed 2 in a zip", new SolutionZipBuilder().managed("2"), "a.zip!/solution.xml");
        zip("content types malformed", new SolutionZipBuilder().entry("[Content_Types].xml", "x"), "a.zip");
        zip(
                "root component listed twice",
                new SolutionZipBuilder()
                        .rootById(20, "{0000000A-0000-0000-0000-000000000001}")
                        .rootById(61, "0000000a-0000-0000-0000-000000000001"),
                "a.zip!/solution.xml",
                "0000000a-0000");
        zip(
                "root component without a number",
                new SolutionZipBuilder().root("type=\"connectionreference\" id=\"x\""),
                "a.zip!/solution.xml",
                "connectionreference");
        return cases;
    }

    @TestFactory
    List<DynamicTest> components() {
        element("role without a name", "<Roles><Role id=\"{1}\"/></Roles>", "<Role>", "name");
        element("table without a name", "<Entities><Entity><FormXml/></Entity></Entities>", "<Entity>", "Name");
        element(
                "form without an id",
                "<Entities><Entity><Name>a</Name><FormXml><forms type=\"main\"><systemform/></forms></FormXml></Entity></Entities>",
                "<systemform>",
                "formid");
        element("web resource without a name", "<WebResources><WebResource/></WebResources>", "<WebResource>");
        element("second generic component without a name", "<Slas><Sla><Name>a</Name></Sla><Sla/></Slas>", "<Sla>");
        element(
                "relationship of an unknown type",
                "<EntityRelationships><EntityRelationship Name=\"r\"><EntityRelationshipType>X</EntityRelationshipType></EntityRelationship></EntityRelationships>",
                "r",
                "X");
        element(
                "relationship without a name",
                "<EntityRelationships><EntityRelationship><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencedEntityName>a</ReferencedEntityName></EntityRelationship></EntityRelationships>",
                "Name");
        zip(
                "role called CON",
                new SolutionZipBuilder().element("<Roles><Role id=\"{1}\" name=\"CON\"/></Roles>"),
                "Roles/CON.xml");
        zip(
                "table called nul",
                new SolutionZipBuilder().element("<Entities><Entity><Name>nul</Name></Entity></Entities>"),
                "Entities/nul");
        zip(
                "web resource that leads out",
                new SolutionZipBuilder()
                        .element("<WebResources><WebResource><Name>../../x</Name></WebResource></WebResources>"),
                "WebResources/../../x");
        zip(
                "roles that differ in letter case",
                new SolutionZipBuilder()
                        .element("<Roles><Role id=\"{1}\" name=\"a\"/><Role id=\"{2}\" name=\"A\"/></Roles>"),
                "Roles/");
        element(
                "two tables of one name",
                "<Entities><Entity><Name>a</Name></Entity><Entity><Name>a</Name></Entity></Entities>",
                "Entities/a");
        element(
                "two site maps",
                "<SiteMap><SiteMap/></SiteMap><SiteMap><SiteMap><a/></SiteMap></SiteMap>",
                "<SiteMap>");
        element(
                "two containers of roles",
                "<Roles><Role id=\"{1}\" name=\"a\"/></Roles><Roles><Role id=\"{2}\" name=\"b\"/></Roles>",
                "<Roles>");
        element(
                "two containers of forms",
                "<Entities><Entity><Name>a</Name><FormXml/><FormXml/></Entity></Entities>",
                "<FormXml>");
        element(
                "two generic containers",
                "<Slas><Sla><Name>a</Name></Sla></Slas><Slas><Sla><Name>b</Name></Sla></Slas>",
                "<Slas>");
        element(
                "two containers of relationships",
                "<EntityRelationships/><EntityRelationships/>",
                "<EntityRelationships>");
        element(
                "two e-mail templates of one id",
                "<Templates><EmailTemplates>"
                        + "<emailtemplate><templateid>{1}</templateid><languagecode>1033</languagecode><body>x</body></emailtemplate>"
                                .repeat(2)
                        + "</EmailTemplates></Templates>",
                "Templates/EmailDocuments/1033/{1}/body.xsl");
        element(
                "template text with an element",
                "<Templates><EmailTemplates><emailtemplate><templateid>{1}</templateid><languagecode>1033</languagecode><body>a<b/></body></emailtemplate></EmailTemplates></Templates>",
                "template");
        element(
                "a web resource called like the metadata of another",
                "<WebResources><WebResource><Name>a.js</Name><FileName>/WebResources/a</FileName></WebResource><WebResource><Name>a.js.data.xml</Name><FileName>/WebResources/b</FileName></WebResource></WebResources>",
                "WebResources/a.js.data.xml");
        element(
                "two relationships of one name",
                "<EntityRelationships>"
                        + "<EntityRelationship Name=\"r\"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencedEntityName>a</ReferencedEntityName></EntityRelationship>"
                                .repeat(2)
                        + "</EntityRelationships>",
                "r");
        return cases;
    }

    /** A fault of an element: the error says the file and the line. */
    private void element(String name, String xml, String... messageParts) {
        List<String> parts = new ArrayList<>(List.of(messageParts));
        parts.add("a.zip");
        zip(
                name,
                new SolutionZipBuilder()
                        .element(xml)
                        .entry("WebResources/a", "1")
                        .entry("WebResources/b", "2"),
                parts.toArray(String[]::new));
    }

    @TestFactory
    List<DynamicTest> packageTypes() {
        type = Optional.of(PackageType.MANAGED);
        zip(
                "managed asked, unmanaged found",
                new SolutionZipBuilder(),
                "a.zip",
                "Unmanaged",
                "-Dsolution.packageType=Unmanaged");
        type = Optional.of(PackageType.UNMANAGED);
        zip(
                "unmanaged asked, managed found",
                new SolutionZipBuilder().managed("1"),
                "a.zip",
                "-Dsolution.packageType=Managed");
        type = Optional.of(PackageType.BOTH);
        zip("no managed zip beside it", new SolutionZipBuilder(), "a_managed.zip", "-Dsolution.packageType=Unmanaged");
        refused(
                "the managed zip is named",
                folder -> new SolutionZipBuilder().managed("1").write(folder.resolve("a_managed.zip")),
                "a_managed.zip",
                "-Dsolution.zipFile");
        refused(
                "two different solutions",
                folder -> {
                    new SolutionZipBuilder().managed("1").named("Other").write(folder.resolve("a_managed.zip"));
                    return new SolutionZipBuilder().write(folder.resolve("a.zip"));
                },
                "a_managed.zip",
                "Other",
                "Fixture");
        refused(
                "two unmanaged zips",
                folder -> {
                    new SolutionZipBuilder().write(folder.resolve("a_managed.zip"));
                    return new SolutionZipBuilder().write(folder.resolve("a.zip"));
                },
                "a_managed.zip",
                "Unmanaged");
        return cases;
    }
}
