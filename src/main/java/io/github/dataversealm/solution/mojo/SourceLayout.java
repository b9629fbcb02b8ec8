package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;

/** The forms of a source folder that {@code solution.layout} names. */
enum SourceLayout {
    /** SolutionPackager's classic form. */
    XML("xml"),
    /** The form of Dataverse Git integration. */
    YAML("yaml");

    private final String text;

    SourceLayout(String text) {
        this.text = text;
    }

    /**
     * Checks that the layout can be read and written by this version.
     *
     * @throws SolutionException for {@code yaml}, which is to come
     */
    static void requireSupported(String parameter) {
        if (Choice.of("layout", parameter, SourceLayout.class).orElse(XML) == YAML) {
            throw new SolutionException(
                    null,
                    "The layout 'yaml' is not supported yet.",
                    "Use the classic layout: leave solution.layout out, or type -Dsolution.layout=xml");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
