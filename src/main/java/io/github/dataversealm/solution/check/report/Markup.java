package io.github.dataversealm.solution.check.report;

/** HTML that is put together from markup of ours and texts of others, which are escaped. */
final class Markup {

    /** What is longer is no message any more, and slows the page down. */
    private static final int MAX_TEXT = 4_000;

    private final StringBuilder html = new StringBuilder(1 << 16);

    /** Adds markup as it is. */
    Markup tag(String markup) {
        html.append(markup);
        return this;
    }

    /** Adds a text. */
    Markup text(String text) {
        html.append(Escaped.xml(Escaped.shortened(text, MAX_TEXT)));
        return this;
    }

    Markup number(long number) {
        html.append(number);
        return this;
    }

    /** Adds an attribute with a space before it. */
    Markup attribute(String name, String value) {
        html.append(' ').append(name).append("=\"").append(Escaped.xml(value)).append('"');
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
