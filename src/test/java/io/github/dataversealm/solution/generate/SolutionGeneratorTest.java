package io.github.dataversealm.solution.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class SolutionGeneratorTest {

    @TempDir
    Path temp;

    @Test
    void isAsLargeAsWanted() throws IOException {
        for (long wanted : new long[] {500_000, 3_000_000}) {
            Path zip = write(GeneratedSolution.usual(wanted), "a" + wanted);
            long bytes = Zips.texts(zip.toFile()).get("customizations.xml").getBytes(StandardCharsets.UTF_8).length;
            assertThat(bytes).isBetween(wanted * 95 / 100, wanted * 115 / 100);
        }
    }

    @Test
    void givesTheSameBytesForTheSameWish() throws IOException {
        GeneratedSolution wanted = GeneratedSolution.usual(200_000);
        assertThat(Files.mismatch(write(wanted, "a"), write(wanted, "b"))).isEqualTo(-1);
        GeneratedSolution other = new GeneratedSolution(wanted.form(), 200_000, 10, false, wanted.seed() + 1);
        assertThat(Files.mismatch(write(wanted, "a"), write(other, "c"))).isNotEqualTo(-1);
    }

    @Test
    void everyRootComponentAndEveryNamedFileIsThere() throws Exception {
        Map<String, String> files =
                Zips.texts(write(GeneratedSolution.usual(400_000), "a").toFile());
        Document customizations = parse(files.get("customizations.xml"));
        NodeList roots = parse(files.get("solution.xml")).getElementsByTagName("RootComponent");
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < roots.getLength(); i++) {
            Element root = (Element) roots.item(i);
            String key = root.getAttribute(root.hasAttribute("id") ? "id" : "schemaName");
            boolean found = root.getAttribute("type").equals("380")
                    ? files.containsKey("environmentvariabledefinitions/" + key + "/environmentvariabledefinition.xml")
                    : mentions(customizations.getDocumentElement(), key);
            if (!found) {
                missing.add(root.getAttribute("type") + ' ' + key);
            }
        }
        assertThat(roots.getLength()).isGreaterThan(10);
        assertThat(missing).isEmpty();
        for (String element : List.of("FileName", "XamlFileName", "JsonFileName")) {
            NodeList names = customizations.getElementsByTagName(element);
            assertThat(names.getLength()).isPositive();
            for (int i = 0; i < names.getLength(); i++) {
                assertThat(files).containsKey(names.item(i).getTextContent().substring(1));
            }
        }
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean mentions(Node node, String key) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            return node.getNodeValue().equals(key);
        }
        for (int i = 0; node.getAttributes() != null && i < node.getAttributes().getLength(); i++) {
            if (node.getAttributes().item(i).getNodeValue().equals(key)) {
                return true;
            }
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (mentions(child, key)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void unpacksWithoutARemainder() throws IOException {
        Path zip = write(GeneratedSolution.usual(400_000).asManaged(), "a");
        Path tree = temp.resolve("tree");
        UnpackResult result = new Unpacker().unpack(UnpackRequest.of(zip, tree), Reporter.silent());
        assertThat(result.packageType()).isEqualTo(PackageType.MANAGED);
        assertThat(result.preserved()).isEmpty();
        assertThat(result.created())
                .contains("Other/Solution.xml", "AppModules/cto_Operations/AppModule_managed.xml")
                .anyMatch(path -> path.matches("Entities/cto_.*/FormXml/card/.*_managed.xml"))
                .anyMatch(path -> path.matches("Entities/cto_.*/RibbonDiff.xml"))
                .anyMatch(path -> path.matches("Workflows/.*\\.xaml"))
                .anyMatch(path -> path.matches("Workflows/.*\\.json"))
                .anyMatch(path -> path.startsWith("WebResources/cto_/scripts/"));
    }

    private Path write(GeneratedSolution wanted, String name) throws IOException {
        Path zip = temp.resolve(name + ".zip");
        SolutionGenerator.write(wanted, zip);
        return zip;
    }
}
