package io.github.dataversealm.solution.localize;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The resource files that an unpack writes: one for each language, or a single template of one language.
 */
public final class ResourceFiles {

    private static final String AUTO = "auto";

    private final Cultures cultures = new Cultures();
    private final ResourcePaths paths = new ResourcePaths(cultures);
    private final Optional<String> sourceLoc;
    private final boolean useLcid;
    private final byte[] newline;

    /**
     * @param sourceLoc the language of the template, {@code auto}, an LCID or the name of a culture; empty: files of all
     *     languages and no template
     * @param useLcid whether files are named by LCIDs and not by cultures
     * @param newline the line break to write
     * @throws SolutionException when {@code sourceLoc} is no language
     */
    public ResourceFiles(Optional<String> sourceLoc, boolean useLcid, byte[] newline) {
        this.sourceLoc = sourceLoc;
        this.useLcid = useLcid;
        this.newline = newline.clone();
        if (sourceLoc.isPresent() && !isAuto() && cultures.lcid(sourceLoc.get()).isEmpty()) {
            throw new SolutionException(
                    null,
                    "the language '" + sourceLoc.get() + "' of sourceLoc is unknown",
                    "Name a culture such as en-US, an LCID such as 1033, or auto for the solution's base language: "
                            + "-Dsolution.sourceLoc=auto");
        }
    }

    private boolean isAuto() {
        return sourceLoc.isPresent() && sourceLoc.get().equalsIgnoreCase(AUTO);
    }

    /**
     * The files by their paths in the source folder.
     *
     * @param labels the labels of the folder
     * @param manifest the folder's {@code Solution.xml}, which says its base language
     * @param sourceFile the name of the zip that was unpacked
     * @param packageType what was unpacked: {@code Unmanaged}, {@code Managed} or {@code Both}
     * @throws SolutionException when a template is wanted in a language that the solution does not have
     */
    public Map<String, byte[]> write(
            LabelIndex labels, XmlSource manifest, String sourceFile, String packageType, Reporter reporter)
            throws IOException {
        Map<Integer, TreeMap<String, LabelIndex.Text>> strings = labels.strings();
        Map<String, byte[]> files = new TreeMap<>();
        if (strings.isEmpty()) {
            reporter.info("Localization: the solution has no labels, no resource file is written.");
            return files;
        }
        if (sourceLoc.isPresent()) {
            int lcid = isAuto()
                    ? baseLanguage(manifest)
                    : cultures.lcid(sourceLoc.get()).getAsInt();
            if (!strings.containsKey(lcid)) {
                throw new SolutionException(
                        null,
                        "the template cannot be written: the solution has no labels in the language " + shown(lcid),
                        "It has " + shown(strings.keySet()) + ": choose one of them with -Dsolution.sourceLoc.");
            }
            files.put(
                    ResourcePaths.TEMPLATE,
                    ResxWriter.write(lcid, sourceFile, packageType, strings.get(lcid), newline));
            reporter.info("Localization: " + strings.get(lcid).size() + " strings in " + shown(lcid) + ", template in "
                    + ResourcePaths.TEMPLATE);
            return files;
        }
        int count = 0;
        for (Map.Entry<Integer, TreeMap<String, LabelIndex.Text>> language : strings.entrySet()) {
            files.put(
                    paths.path(language.getKey(), useLcid),
                    ResxWriter.write(language.getKey(), sourceFile, packageType, language.getValue(), newline));
            count += language.getValue().size();
        }
        reporter.info(
                "Localization: " + count + " strings in " + shown(strings.keySet()) + ", in " + ResourcePaths.FOLDER);
        return files;
    }

    private String shown(int lcid) {
        String name = cultures.name(lcid);
        return name.equals(String.valueOf(lcid)) ? name : name + " (" + lcid + ")";
    }

    private String shown(Set<Integer> lcids) {
        return lcids.stream().map(this::shown).collect(Collectors.joining(", "));
    }

    private static int baseLanguage(XmlSource manifest) throws IOException {
        try (XmlScanner scanner = new XmlScanner(manifest)) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                token = scanner.next();
            }
            String code = scanner.attributeValue("languagecode");
            OptionalInt lcid = code == null ? OptionalInt.empty() : Cultures.number(code);
            return lcid.orElseThrow(() -> new SolutionException(
                    null,
                    "the solution does not say its base language",
                    "Name the language of the template: -Dsolution.sourceLoc=en-US"));
        }
    }
}
