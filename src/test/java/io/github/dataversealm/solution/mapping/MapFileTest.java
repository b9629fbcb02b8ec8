package io.github.dataversealm.solution.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapFileTest {

    @TempDir
    Path work;

    private Path source;
    private Path mapXml;
    private final Map<String, String> variables = Map.of("ARCH", "x64", "OUT DIR", "..\\out", "EMPTY", "");

    private final Messages messages = new Messages();

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectories(work.resolve("src folder/lösung"));
        mapXml = work.resolve("map.xml");
    }

    private MapFile map(String directives) throws IOException {
        Files.writeString(
                mapXml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Mapping>\n" + directives + "\n</Mapping>\n");
        return MapFile.read(mapXml, source, messages, name -> Optional.ofNullable(variables.get(name)));
    }

    private Path file(String relativeToSource) throws IOException {
        Path file = source.resolve(relativeToSource).normalize();
        Files.createDirectories(file.getParent());
        return Files.writeString(file, relativeToSource);
    }

    private static MapTarget mapped(Path file) {
        return new MapTarget.Mapped(file);
    }

    private static MapTarget notMapped() {
        return new MapTarget.NotMapped();
    }

    private void missing(MapTarget target, String... lookedFor) {
        assertThat(target)
                .isInstanceOfSatisfying(
                        MapTarget.Missing.class,
                        missing -> assertThat(missing.attempts())
                                .extracting(MapTarget.Attempt::lookedFor)
                                .containsExactly(lookedFor));
    }

    @Test
    void aFolderMapsTheSameTreeElsewhere() throws IOException {
        MapFile map = map("<Folder map='WebResources/new_' to='../ext' />");
        Path deep = file("../ext/js/lib/ä b.js");
        Path top = file("../ext/a.js");

        assertThat(map.target("WebResources/new_/js/lib/ä b.js")).isEqualTo(mapped(deep));
        assertThat(map.target("WebResources/new_/a.js")).isEqualTo(mapped(top));
        missing(map.target("WebResources/new_/js/a.js"), "../ext/js/a.js");
        assertThat(map.target("WebResources/new_a.js")).isEqualTo(notMapped());
        assertThat(map.target("WebResources/new_")).isEqualTo(notMapped());
        assertThat(map.target("Other/WebResources/new_/a.js")).isEqualTo(notMapped());
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void aFileMapsToAFileOfAnotherName() throws IOException {
        MapFile map = map("<FileToFile map='PluginAssemblies/P-1/this.dll' to='../bin/that.dll' />");
        Path that = file("../bin/that.dll");

        assertThat(map.target("PluginAssemblies/P-1/this.dll")).isEqualTo(mapped(that));
        assertThat(map.target("PluginAssemblies/P-2/this.dll")).isEqualTo(notMapped());
        assertThat(map.target("this.dll")).isEqualTo(notMapped());
        assertThat(map.isMapped("PluginAssemblies/P-1/this.dll")).isTrue();
        assertThat(map.isMapped("this.dll")).isFalse();
    }

    @Test
    void aBareNameMatchesInAnyFolder() throws IOException {
        MapFile map = map("<FileToFile map='this.dll' to='../bin/that.dll' /><FileToPath map='*.jpg' to='../img'/>");
        Path that = file("../bin/that.dll");
        Path image = file("../img/a.jpg");

        assertThat(map.target("PluginAssemblies/P-1/this.dll")).isEqualTo(mapped(that));
        assertThat(map.target("this.dll")).isEqualTo(mapped(that));
        assertThat(map.target("WebResources/x/y/a.jpg")).isEqualTo(mapped(image));
        assertThat(map.target("a.jpg")).isEqualTo(mapped(image));
    }

    @Test
    void aDotBeforeTheSlashMeansTheSourceFolderItself() throws IOException {
        MapFile map = map("<FileToPath map='./*.jpg' to='../img'/>");
        Path image = file("../img/a.jpg");

        assertThat(map.target("a.jpg")).isEqualTo(mapped(image));
        assertThat(map.target("x/a.jpg")).isEqualTo(notMapped());
    }

    @ParameterizedTest
    @CsvSource({
        "*.js, a.js, true",
        "*.js, A.JS, true",
        "*.js, a.min.js, true",
        "*.js, a.jsx, false",
        "*.js, js, false",
        "*.min.js, a.min.js, true",
        "*.min.js, a.js, false",
        "*.*, a.js, true",
        "*.*, LICENSE, true",
        "größe.JS, GRÖSSE.js, false",
        "größe ä.JS, GRößE Ä.js, true",
    })
    void namesAndWildcards(String pattern, String name, boolean matches) throws IOException {
        MapFile map = map("<FileToPath map='WebResources/" + pattern + "' to='../nowhere'/>");

        assertThat(map.isMapped("WebResources/" + name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "WebResources/**/*.js, WebResources/a.js, true",
        "WebResources/**/*.js, WebResources/x/a.js, true",
        "WebResources/**/*.js, webresources/x/y/z/a.js, true",
        "WebResources/**/*.js, Other/a.js, false",
        "WebResources/*.js, WebResources/x/a.js, false",
        "**/*.js, a.js, true",
        "**/lib/*.js, x/lib/a.js, true",
        "**/lib/*.js, x/lib/y/a.js, false",
        "a/**/b/**/*.js, a/x/b/y/b/c.js, true",
        "a/**/b/**/*.js, a/x/c/y/c.js, false",
        "WebResources\\**\\*.js, WebResources/x/a.js, true",
        "WebResources\\x/*.js, WebResources/x/a.js, true",
        "x/../WebResources//./*.js, WebResources/a.js, true",
    })
    void foldersAndWildcards(String pattern, String path, boolean matches) throws IOException {
        MapFile map = map("<FileToPath map='" + pattern + "' to='..\\nowhere\\'/>");

        assertThat(map.isMapped(path)).isEqualTo(matches);
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void withoutWildcardThePathIsTheFolderItself() throws IOException {
        MapFile map = map("<FileToPath map='WebResources/**/*.js' to='../ext'/>");
        file("../ext/js/a.js");
        Path top = file("../ext/b.js");

        missing(map.target("WebResources/js/a.js"), "../ext/a.js");
        assertThat(map.target("WebResources/js/b.js")).isEqualTo(mapped(top));
    }

    @Test
    void withWildcardThePathIsAnyDepthBelow() throws IOException {
        MapFile map = map("""
                <FileToPath map="WebResources\\**\\*.*" to="..\\web dist\\**" />
                <FileToFile map="this.dll" to="..\\plugins\\bin\\**\\net462\\that.dll" />
                """);
        Path top = file("../web dist/a.js");
        Path deep = file("../web dist/x/y/b.js");
        Path dll = file("../plugins/bin/Debug/net462/that.dll");
        file("../plugins/bin/Debug/net48/that.dll");

        assertThat(map.target("WebResources/new_/a.js")).isEqualTo(mapped(top));
        assertThat(map.target("WebResources/b.js")).isEqualTo(mapped(deep));
        assertThat(map.target("PluginAssemblies/P/this.dll")).isEqualTo(mapped(dll));
        missing(map.target("WebResources/c.js"), "../web dist/**/c.js");
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void ofSeveralFilesTheOneWithTheSameFoldersIsTakenAndTheOthersAreNamed() throws IOException {
        MapFile map = map("<FileToPath map='WebResources/**/*.js' to='../dist/**'/>");
        file("../dist/index.js");
        file("../dist/a/index.js");
        Path same = file("../dist/z/new_/js/index.js");

        assertThat(map.target("WebResources/new_/js/index.js")).isEqualTo(mapped(same));
        assertThat(messages.warnings())
                .singleElement()
                .asString()
                .startsWith(mapXml + ":3: <FileToPath map=\"WebResources/**/*.js\" to=\"../dist/**\"/>")
                .contains("WebResources/new_/js/index.js to 3 files", same + " is taken", "Name the folder in 'to'");
    }

    @Test
    void ofSeveralEqualFilesTheShallowestThenTheFirstIsTaken() throws IOException {
        MapFile map =
                map("<FileToFile map='p.dll' to='../bin/**/p.dll'/><FileToFile map='q.dll' to='../bin/**/q.dll'/>");
        file("../bin/Release/net462/p.dll");
        Path debug = file("../bin/Debug/net462/p.dll");
        file("../bin/a/b/q.dll");
        Path shallow = file("../bin/z/q.dll");

        assertThat(map.target("p.dll")).isEqualTo(mapped(debug));
        assertThat(map.target("q.dll")).isEqualTo(mapped(shallow));
        assertThat(messages.warnings()).hasSize(2);
    }

    @Test
    void theMappedFileItselfIsNoTarget() throws IOException {
        MapFile map = map("<FileToPath map='*.js' to='../**'/>");
        file("WebResources/a.js");
        missing(map.target("WebResources/a.js"), "../**/a.js");

        Path other = file("../web/a.js");
        assertThat(map("<FileToPath map='*.js' to='../**'/>").target("WebResources/a.js"))
                .isEqualTo(mapped(other));
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void theFirstDirectiveWhoseTargetExistsDecides() throws IOException {
        MapFile map = map("""
                <FileToFile map="a.js" to="../one/a.js" />
                <FileToPath map="*.js" to="../two" />
                <Folder map="WebResources" to="../three" />
                """);
        Path three = file("../three/a.js");
        assertThat(map.target("WebResources/a.js")).isEqualTo(mapped(three));
        Path two = file("../two/a.js");
        assertThat(map.target("WebResources/a.js")).isEqualTo(mapped(two));
        Path one = file("../one/a.js");
        assertThat(map.target("WebResources/a.js")).isEqualTo(mapped(one));
        assertThat(map.size()).isEqualTo(3);
    }

    @Test
    void aMatchWithoutTargetNamesEveryPlaceThatWasLookedAt() throws IOException {
        MapFile map = map("""
                <FileToFile map="a.js" to="../one/b.js" />
                <Folder map="Other" to="../four" />
                <FileToPath map="*.js" to="../%ARCH%/**" />
                """);

        MapTarget target = map.target("WebResources/a.js");

        missing(target, "../one/b.js", "../x64/**/a.js");
        assertThat(((MapTarget.Missing) target).attempts())
                .extracting(MapTarget.Attempt::location)
                .containsExactly(new Location(mapXml.toString(), 3, 0), new Location(mapXml.toString(), 5, 0));
        assertThat(((MapTarget.Missing) target).describe().lines())
                .containsExactly(
                        mapXml + ":3: <FileToFile map=\"a.js\" to=\"../one/b.js\"/> looked for ../one/b.js",
                        mapXml + ":5: <FileToPath map=\"*.js\" to=\"../%ARCH%/**\"/> looked for ../x64/**/a.js");
    }

    @Test
    void aTargetHasToBeAFile() throws IOException {
        Files.createDirectories(source.resolve("../bin/a.dll"));

        missing(map("<FileToFile map='a.dll' to='../bin/a.dll'/>").target("a.dll"), "../bin/a.dll");
        missing(map("<FileToPath map='a.dll' to='../**'/>").target("a.dll"), "../**/a.dll");
    }

    @Test
    void targetsAreFoundInAnotherCase() throws IOException {
        Path file = file("../Bin/Debug/Größe.DLL");
        MapFile map = map("""
                <FileToFile map="a.dll" to="../bin/debug/GRößE.dll" />
                <FileToFile map="b.dll" to="../BIN/**/größe.dll" />
                """);

        for (String name : List.of("A.dll", "B.DLL")) {
            assertThat(map.target(name))
                    .isInstanceOfSatisfying(
                            MapTarget.Mapped.class,
                            mapped -> assertThat(mapped.file())
                                    .satisfies(found -> assertThat(Files.isSameFile(found, file))
                                            .isTrue()));
        }
    }

    @Test
    void theSpellingThatIsWrittenComesFirst() throws IOException {
        Path lower = file("../bin/a.dll");
        MapFile map = map("<FileToFile map='x.dll' to='../bin/a.dll'/>");
        file("../bin/A.dll");
        file("../BIN/a.dll");

        assertThat(map.target("x.dll")).isEqualTo(mapped(lower));
    }

    @Test
    void pathsMayBeAbsolute() throws IOException {
        Path file = file("../ext/a.js");
        MapFile map = map("<FileToPath map='" + source + "/WebResources/*.js' to='" + file.getParent() + "' />"
                + "<FileToFile map='b.js' to='Q:\\nowhere\\b.js' />"
                + "<FileToFile map='c.js' to='\\\\nowhere.invalid\\share\\c.js' />");

        assertThat(map.target("WebResources/a.js")).isEqualTo(mapped(file));
        missing(map.target("b.js"), "Q:/nowhere/b.js");
        missing(map.target("c.js"), "//nowhere.invalid/share/c.js");
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void variablesAreExpanded() throws IOException {
        Path file = file("../out/x64/a.js");
        MapFile map = map("<FileToPath map='%EMPTY%*.js' to='%OUT DIR%\\%ARCH%' />"
                + "<FileToFile map='100%.txt' to='../50% of/1%.txt' />");
        Path percent = file("../50% of/1%.txt");

        assertThat(map.target("a.js")).isEqualTo(mapped(file));
        assertThat(map.target("100%.txt")).isEqualTo(mapped(percent));
    }

    @Test
    void anUnknownVariableIsAnError() {
        assertThatThrownBy(() -> map("\n<FileToPath map='*.js' to='%NO_SUCH%/x' />"))
                .isInstanceOf(SolutionException.class)
                .hasMessageStartingWith(mapXml + ":4: The environment variable 'NO_SUCH' in '%NO_SUCH%/x' is not set.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <Foo map="a" to="b"/>                         | the directives are Folder, FileToFile and FileToPath
                    <FileToFile to="b"/>                          | the attribute 'map' is missing
                    <FileToFile map="" to="b"/>                   | the attribute 'map' is empty
                    <FileToPath map="a.js"/>                      | the attribute 'to' is missing
                    <Folder map="a" to=" "/>                      | the attribute 'to' is empty
                    <Folder map="a/**" to="b"/>                   | a Folder has no wildcards
                    <Folder map="a" to="b/*.js"/>                 | a Folder has no wildcards
                    <Folder map="../a" to="b"/>                   | 'map' lies outside the source folder
                    <FileToFile map="/else/a.js" to="b"/>         | 'map' lies outside the source folder
                    <FileToFile map="*.js" to="b.js"/>            | no wildcards in the file name of 'map'
                    <FileToFile map="a.js" to="b/*.js"/>          | has the wildcard '*.js' where only **
                    <FileToFile map="a.js" to="b/"/>              | has to end with a file name
                    <FileToFile map="a.js" to="b/**"/>            | has to end with a file name
                    <FileToFile map="a/" to="b.js"/>              | 'map' of a FileToFile has to end with a file name
                    <FileToPath map="a/**" to="b"/>               | 'map' of a FileToPath has to end with a file name
                    <FileToPath map="a*.js" to="b"/>              | the wildcard 'a*.js' is not known
                    <FileToPath map="a?.js" to="b"/>              | the wildcard 'a?.js' is not known
                    <FileToPath map="*" to="b"/>                  | the wildcard '*' is not known
                    <FileToPath map="x*/a.js" to="b"/>            | has the wildcard 'x*' where only **
                    <FileToPath map="a.js" to="b/*"/>             | has the wildcard '*' where only **
                    <FileToPath map="a.js" to="file.txt"/>        | and this is a file; use FileToFile
                    """)
    void unusableDirectivesAreWarningsThatSayWhatToDo(String directive, String why) throws IOException {
        file("file.txt");

        MapFile map = map(directive + "<FileToFile map='good.js' to='../nowhere.js'/>");

        assertThat(map.size()).isEqualTo(1);
        assertThat(map.isMapped("good.js")).isTrue();
        assertThat(messages.warnings())
                .singleElement()
                .asString()
                .startsWith(mapXml + ":3: " + directive + " is ignored: ")
                .contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Mapping><Folder map='a' to='b'></Mapping>",
                "",
                "text",
                "<Mapping>",
                "<Mapping>&nope;</Mapping>"
            })
    void malformedXmlIsAnErrorWithItsLine(String xml) throws IOException {
        Files.writeString(mapXml, "\n" + xml);

        assertThatThrownBy(this::read)
                .isInstanceOf(SolutionException.class)
                .hasMessageMatching(
                        "(?s)" + java.util.regex.Pattern.quote(mapXml + ":") + "[12]: The mapping file is not.*");
    }

    @Test
    void anotherRootIsAnError() throws IOException {
        Files.writeString(mapXml, "<!-- x -->\n<mapping/>");

        assertThatThrownBy(this::read)
                .isInstanceOf(SolutionException.class)
                .hasMessageStartingWith(
                        mapXml + ":2: This is not a mapping file: its root is <mapping>, not <Mapping>.");
    }

    @Test
    void entitiesAreNotRead() throws IOException {
        Path secret = Files.writeString(work.resolve("secret.txt"), "secret");
        Files.writeString(
                mapXml,
                "<!DOCTYPE Mapping [<!ENTITY x SYSTEM '" + secret.toUri()
                        + "'>]>\n<Mapping><Folder map='&x;' to='b'/></Mapping>");

        assertThatThrownBy(this::read)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("has a DTD")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMissingMapFileIsAnError() {
        assertThatThrownBy(this::read)
                .isInstanceOf(SolutionException.class)
                .hasMessageStartingWith(mapXml + ": The mapping file does not exist.")
                .hasMessageContaining("-Dsolution.mapFile");
    }

    @Test
    void byteOrderMarksAndOtherEncodingsAreRead() throws IOException {
        String body = "<Mapping><FileToFile map='ä.js' to='b.js'/></Mapping>";
        Files.write(mapXml, ("\uFEFF<?xml version='1.0' encoding='utf-8'?>" + body).getBytes(StandardCharsets.UTF_8));
        assertThat(read().isMapped("ä.js")).isTrue();
        Files.write(
                mapXml, ("<?xml version='1.0' encoding='iso-8859-1'?>" + body).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read().isMapped("ä.js")).isTrue();
        Files.write(
                mapXml, ("\uFEFF<?xml version='1.0' encoding='utf-16'?>" + body).getBytes(StandardCharsets.UTF_16LE));
        assertThat(read().isMapped("ä.js")).isTrue();
    }

    @Test
    void noMapFileMapsNothing() throws IOException {
        assertThat(MapFile.none().target("WebResources/a.js")).isEqualTo(notMapped());
        assertThat(MapFile.none().isMapped("WebResources/a.js")).isFalse();
    }

    private MapFile read() throws IOException {
        return MapFile.read(mapXml, source, messages, name -> Optional.empty());
    }
}
