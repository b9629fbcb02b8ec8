package io.github.dataversealm.solution.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dataversealm.solution.message.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every assembly of the real solutions. */
class AssemblyCorpusTest {

    private static final Pattern PLUGIN_ASSEMBLY = Pattern.compile(
            "<PluginAssembly\\s[^>]*?FullName=\"([^\"]*)\".*?<FileName>/([^<]*)</FileName>", Pattern.DOTALL);

    /** The texts that a remap can change, with what surrounds them. */
    private static final Pattern IDENTITIES =
            Pattern.compile("(\\sFullName=\")([^\"]*)|(\\sAssemblyQualifiedName=\")([^\"]*)"
                    + "|(<PluginTypeName>)([^<]*)|(<RootComponent type=\"91\"[^>]* schemaName=\")([^\"]*)");

    /** The assemblies that were built with another version than the metadata says (spec: SolutionPackager, 8.6). */
    private static final Set<String> REMAPPED =
            Set.of("s163-serviceuniversalscheduli.zip", "s164-serviceuniversalscheduli-m.zip");

    private final AssemblyReader reader = new AssemblyReader();
    private Path corpus;

    @BeforeEach
    void findCorpus() {
        Path beside = Path.of("../shared/corpus");
        corpus = Files.isDirectory(beside) ? beside : Path.of(System.getProperty("solution.corpus", "no-corpus"));
        assumeTrue(Files.isDirectory(corpus.resolve("zips")), "The corpus is not here.");
    }

    @Test
    void readsEveryAssemblyAndAgreesWithTheMetadata() throws IOException {
        int assemblies = 0;
        int plugins = 0;
        Set<String> differing = new TreeSet<>();
        for (Path zipFile : zips()) {
            try (ZipFile zip = new ZipFile(zipFile.toFile())) {
                var fullNames = new TreeMap<String, String>();
                Matcher matcher = PLUGIN_ASSEMBLY.matcher(text(zip, "customizations.xml"));
                while (matcher.find()) {
                    fullNames.put(matcher.group(2), matcher.group(1));
                }
                for (ZipEntry entry : zip.stream().toList()) {
                    if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".dll")) {
                        AssemblyInfo info =
                                reader.read(bytes(zip, entry), Location.of(zipFile + "!/" + entry.getName()));
                        assemblies++;
                        assertThat(info.strongName()).isNotEqualTo(StrongName.NONE);
                        assertThat(info.targetFramework())
                                .hasValueSatisfying(one -> assertThat(one).startsWith(".NETFramework,Version=v4."));
                        assertThat(info.references())
                                .extracting(AssemblyName::name)
                                .contains("mscorlib");
                        String metadata = fullNames.get(entry.getName());
                        assertThat(metadata).as(entry.getName()).isNotNull();
                        if (!metadata.equals(info.fullName())) {
                            differing.add(zipFile.getFileName().toString());
                        }
                        for (String type : pluginTypes(text(zip, "customizations.xml"), metadata)) {
                            assertThat(isPlugin(type, info)).as(type).isTrue();
                            plugins++;
                        }
                    }
                }
            }
        }
        System.out.println("Corpus: " + assemblies + " assemblies read, " + plugins
                + " registered types found that are plug-ins or activities, " + differing.size()
                + " assemblies with another identity than the metadata says.");
        assertThat(assemblies).isGreaterThanOrEqualTo(19);
        assertThat(plugins).isGreaterThanOrEqualTo(160);
        assertThat(differing).isEqualTo(REMAPPED);
    }

    /** All code makes sense, and what plug-ins reach is a part of it. */
    @Test
    void readsTheCodeOfEveryAssembly() throws IOException {
        Set<String> types = Set.of("Microsoft.Xrm.Sdk.Query.ColumnSet", "System.Threading.Monitor");
        int assemblies = 0;
        int reached = 0;
        int all = 0;
        for (Path zipFile : zips()) {
            try (ZipFile zip = new ZipFile(zipFile.toFile())) {
                Matcher matcher = PLUGIN_ASSEMBLY.matcher(text(zip, "customizations.xml"));
                while (matcher.find()) {
                    byte[] content = bytes(zip, zip.getEntry(matcher.group(2)));
                    Location location = Location.of(zipFile + "!/" + matcher.group(2));
                    AssemblyInfo info = reader.read(content, location);
                    PluginCode code = new PluginCodeReader()
                            .read(
                                    content,
                                    pluginTypes(text(zip, "customizations.xml"), matcher.group(1)),
                                    types,
                                    location,
                                    () -> {});
                    PluginCode everything = new PluginCodeReader()
                            .read(
                                    content,
                                    info.types().stream()
                                            .map(AssemblyType::name)
                                            .toList(),
                                    types,
                                    location,
                                    () -> {});
                    assertThat(everything.unreadable()).as(location.toString()).isZero();
                    assemblies++;
                    reached += calls(code);
                    all += calls(everything);
                }
            }
        }
        System.out.println("corpus plug-in code: " + assemblies + " assemblies, all methods read; plug-ins reach "
                + reached + " of " + all + " calls of ColumnSet and Monitor");
        assertThat(assemblies).isGreaterThanOrEqualTo(19);
        assertThat(reached).isBetween(all / 20, all - 1);
    }

    private static int calls(PluginCode code) {
        return code.methods().stream().mapToInt(method -> method.calls().size()).sum();
    }

    /**
     * The reference tool packed these with its remap on: the same texts have to change in the same way, and no
     * others.
     */
    @Test
    void remapsLikeTheReferenceTool() throws IOException {
        int texts = 0;
        int replaced = 0;
        for (Path zipFile : zips()) {
            try (ZipFile zip = new ZipFile(zipFile.toFile());
                    ZipFile packed = new ZipFile(corpus.resolve("packed")
                            .resolve(zipFile.getFileName())
                            .toFile())) {
                if (zip.stream().noneMatch(entry -> entry.getName().startsWith("PluginAssemblies/"))) {
                    continue;
                }
                PluginRemap remap = PluginRemap.none();
                Matcher matcher = PLUGIN_ASSEMBLY.matcher(text(zip, "customizations.xml"));
                while (matcher.find()) {
                    ZipEntry entry = zip.getEntry(matcher.group(2));
                    remap = remap.with(matcher.group(1), reader.readName(bytes(zip, entry), Location.of(entry)));
                }
                assertThat(remap.isNeeded())
                        .isEqualTo(REMAPPED.contains(zipFile.getFileName().toString()));
                for (String part : List.of("customizations.xml", "solution.xml")) {
                    List<String> before = identities(text(zip, part), PluginRemap.none());
                    List<String> after = identities(text(zip, part), remap);
                    // The tool sorts some of these.
                    assertThat(after)
                            .as(zipFile + "!/" + part)
                            .containsExactlyInAnyOrderElementsOf(identities(text(packed, part), PluginRemap.none()));
                    texts += before.size();
                    for (int i = 0; i < before.size(); i++) {
                        replaced += before.get(i).equals(after.get(i)) ? 0 : 1;
                    }
                }
            }
        }
        System.out.println(
                "Corpus: " + texts + " plug-in identities, " + replaced + " replaced as the reference does.");
        assertThat(replaced).isEqualTo(12);
    }

    private List<Path> zips() throws IOException {
        List<Path> zips = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(corpus.resolve("zips"), "*.zip")) {
            files.forEach(zips::add);
        }
        zips.sort(null);
        return zips;
    }

    /** Whether a type is or inherits what Dataverse runs, as far as the assembly itself can tell. */
    private static boolean isPlugin(String name, AssemblyInfo info) {
        Optional<AssemblyType> type =
                info.types().stream().filter(one -> one.name().equals(name)).findFirst();
        return type.filter(one -> one.interfaces().contains("Microsoft.Xrm.Sdk.IPlugin")
                        || one.baseType()
                                .filter(base -> base.equals("System.Activities.CodeActivity") || isPlugin(base, info))
                                .isPresent())
                .isPresent();
    }

    /** The type names of the {@code PluginType} elements of an assembly. */
    private static Set<String> pluginTypes(String customizations, String fullName) {
        Set<String> types = new HashSet<>();
        Matcher matcher = Pattern.compile("AssemblyQualifiedName=\"([^\"]*), " + Pattern.quote(fullName) + "\"")
                .matcher(customizations);
        while (matcher.find()) {
            types.add(matcher.group(1));
        }
        return types;
    }

    private static List<String> identities(String xml, PluginRemap remap) {
        List<String> found = new ArrayList<>();
        Matcher matcher = IDENTITIES.matcher(xml);
        while (matcher.find()) {
            int group = 1;
            while (matcher.group(group) == null) {
                group += 2;
            }
            String text = matcher.group(group + 1);
            boolean assembly = group == 1 || group == 7;
            found.add(matcher.group(group) + (assembly ? remap.assembly(text) : remap.type(text)).orElse(text));
        }
        return found;
    }

    private static String text(ZipFile zip, String name) throws IOException {
        for (ZipEntry entry : zip.stream().toList()) {
            if (entry.getName().equalsIgnoreCase(name)) {
                return new String(bytes(zip, entry), StandardCharsets.UTF_8);
            }
        }
        throw new IOException(zip.getName() + " has no " + name);
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
