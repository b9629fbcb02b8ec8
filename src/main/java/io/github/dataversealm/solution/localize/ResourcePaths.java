package io.github.dataversealm.solution.localize;

import io.github.dataversealm.solution.layout.ComponentFolders;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Where resource files lie in a source folder: {@code Resources/<culture>/resources.<culture>.resx}, or with LCIDs. */
final class ResourcePaths {

    static final String FOLDER = ComponentFolders.RESOURCES + "/";

    /** The strings of one language as a template for translators; it is written and never merged. */
    static final String TEMPLATE = FOLDER + "template_resources.resx";

    private static final String PREFIX = "resources.";
    private static final String EXTENSION = ".resx";

    private final Cultures cultures;

    ResourcePaths(Cultures cultures) {
        this.cultures = cultures;
    }

    /** The path of a language's file. */
    String path(int lcid, boolean useLcid) {
        String name = useLcid ? String.valueOf(lcid) : cultures.name(lcid);
        return FOLDER + name + '/' + PREFIX + name + EXTENSION;
    }

    /** Whether a file is the template. */
    static boolean isTemplate(String path) {
        return path.equalsIgnoreCase(TEMPLATE);
    }

    /** What a path calls its language, as {@code en-US}; empty when it is not the path of a language's file. */
    static Optional<String> language(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        int slash = lower.lastIndexOf('/');
        String name = lower.substring(slash + 1);
        if (!lower.startsWith(FOLDER.toLowerCase(Locale.ROOT))
                || !name.startsWith(PREFIX)
                || !name.endsWith(EXTENSION)) {
            return Optional.empty();
        }
        int end = path.length() - EXTENSION.length();
        int start = slash + 1 + PREFIX.length();
        return start < end ? Optional.of(path.substring(start, end)) : Optional.empty();
    }

    /** The language of a path's language; empty when there is no such culture. */
    OptionalInt lcid(String language) {
        return cultures.lcid(language);
    }
}
