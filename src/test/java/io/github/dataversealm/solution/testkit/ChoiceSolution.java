package io.github.dataversealm.solution.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A managed solution that brings global choices and needs those of others, as a source folder or as a zip. It is what graphs
 * of dependencies are made of. Used by tests and by the scripts of src/it.
 */
public final class ChoiceSolution {

    private final String uniqueName;
    private final String version;
    private final List<String> choices = new ArrayList<>();
    private final List<String> needs = new ArrayList<>();

    /** A solution whose choice has its own name: {@code ctr_contosobase} for ContosoBase. */
    public ChoiceSolution(String uniqueName, String version) {
        this.uniqueName = uniqueName;
        this.version = version;
        choices.add(choiceOf(uniqueName));
    }

    /** The choice that a solution of that name brings. */
    public static String choiceOf(String uniqueName) {
        return "ctr_" + uniqueName.toLowerCase(java.util.Locale.ROOT);
    }

    /** Brings one more choice. */
    public ChoiceSolution brings(String choice) {
        choices.add(choice);
        return this;
    }

    /** Needs the choice of another solution, which is named as the platform does it: {@code Name (1.0.0.0)} or {@code Active}. */
    public ChoiceSolution needs(String choice, String solution) {
        needs.add("<MissingDependency><Required type=\"9\" schemaName=\"" + choice + "\" displayName=\"" + choice
                + "\" solution=\"" + solution + "\" /><Dependent type=\"9\" schemaName=\"" + choices.get(0)
                + "\" displayName=\"" + choices.get(0) + "\" /></MissingDependency>");
        return this;
    }

    /** Writes the sources to a folder, which is made. */
    public void writeSources(File folder) throws IOException {
        Path root = folder.toPath();
        write(root.resolve("Other/Solution.xml"), manifest());
        write(
                root.resolve("Other/Customizations.xml"),
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        + "<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n  <optionsets />\n"
                        + "  <Languages>\n    <Language>1033</Language>\n  </Languages>\n</ImportExportXml>");
        for (String choice : choices) {
            write(
                    root.resolve("OptionSets/" + choice + ".xml"),
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + choice(choice));
        }
    }

    /** Writes the zip and returns its path. */
    public Path writeZip(Path zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        StringBuilder sets = new StringBuilder();
        choices.forEach(choice -> sets.append(choice(choice)));
        entries.put(
                "customizations.xml",
                bytes("<ImportExportXml"
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><optionsets>" + sets
                        + "</optionsets><Languages><Language>1033</Language></Languages></ImportExportXml>"));
        entries.put("solution.xml", bytes(manifest()));
        entries.put(
                "[Content_Types].xml",
                bytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                        + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"xml\" ContentType=\"application/octet-stream\" /></Types>"));
        SolutionZipBuilder.write(zip, entries);
        return zip;
    }

    private String manifest() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                + "<ImportExportXml version=\"9.2.26063.176\" SolutionPackageVersion=\"9.2\" languagecode=\"1033\""
                + " generatedBy=\"CrmLive\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
                + "  <SolutionManifest>\n    <UniqueName>" + uniqueName + "</UniqueName>\n"
                + "    <LocalizedNames>\n      <LocalizedName description=\"" + uniqueName
                + "\" languagecode=\"1033\" />\n    </LocalizedNames>\n    <Descriptions />\n    <Version>" + version
                + "</Version>\n    <Managed>1</Managed>\n    <Publisher>\n      <UniqueName>contoso</UniqueName>\n"
                + "      <LocalizedNames>\n        <LocalizedName description=\"Contoso Ltd.\" languagecode=\"1033\" />\n"
                + "      </LocalizedNames>\n      <Descriptions />\n"
                + "      <CustomizationPrefix>ctr</CustomizationPrefix>\n"
                + "      <CustomizationOptionValuePrefix>71500</CustomizationOptionValuePrefix>\n      <Addresses />\n"
                + "    </Publisher>\n    <RootComponents>\n");
        choices.forEach(choice -> xml.append("      <RootComponent type=\"9\" schemaName=\"")
                .append(choice)
                .append("\" behavior=\"0\" />\n"));
        xml.append("    </RootComponents>\n    <MissingDependencies>\n");
        needs.forEach(need -> xml.append("      ").append(need).append('\n'));
        return xml.append("    </MissingDependencies>\n  </SolutionManifest>\n</ImportExportXml>")
                .toString();
    }

    private static String choice(String name) {
        return "<optionset Name=\"" + name + "\" localizedName=\"" + name
                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
                + "  <OptionSetType>picklist</OptionSetType>\n  <IsGlobal>1</IsGlobal>\n"
                + "  <IntroducedVersion>1.0.0.0</IntroducedVersion>\n  <IsCustomizable>1</IsCustomizable>\n"
                + "  <displaynames>\n    <displayname description=\"" + name
                + "\" languagecode=\"1033\" />\n  </displaynames>\n  <options>\n    <option value=\"715000000\">\n"
                + "      <labels>\n        <label description=\"One\" languagecode=\"1033\" />\n      </labels>\n"
                + "    </option>\n  </options>\n</optionset>";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
