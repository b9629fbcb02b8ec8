package io.github.dataversealm.solution.localize;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * Writes strings as a {@code .resx} file, with the metadata that SolutionPackager writes and reads (spec
 * solution-packager-behavior §10). The comment and the schema that .NET puts at the top, and no reader needs, are left out.
 */
final class ResxWriter {

    private static final int[] VERSION = {9, 0, 0, 0};

    private final String newline;
    private final StringBuilder out = new StringBuilder();

    private ResxWriter(byte[] newline) {
        this.newline = new String(newline, StandardCharsets.US_ASCII);
    }

    /**
     * A file of strings in one language.
     *
     * @param lcid the language
     * @param source the name of the zip that they are from
     * @param packageType what that zip is
     */
    static byte[] write(
            int lcid, String source, String packageType, SortedMap<String, LabelIndex.Text> strings, byte[] newline) {
        ResxWriter writer = new ResxWriter(newline);
        writer.line("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        writer.line("<root>");
        writer.element("resheader name=\"resmimetype\"", "text/microsoft-resx", null);
        writer.element("resheader name=\"version\"", "2.0", null);
        writer.element("resheader name=\"reader\"", dotNet("Reader"), null);
        writer.element("resheader name=\"writer\"", dotNet("Writer"), null);
        writer.metadata("Source LCID", String.valueOf(lcid));
        writer.metadata("Source file", source);
        writer.metadata("Source package type", packageType);
        writer.element(
                "metadata name=\"SolutionPackager Version\" mimetype=\"application/x-microsoft.net.object.binary.base64\"",
                SerializedVersion.base64(VERSION),
                null);
        writer.metadata("SolutionPackager Version String", "9.0.0.0");
        strings.forEach((name, text) -> writer.element(
                "data name=\"" + escape(name) + "\" xml:space=\"preserve\"", text.text(), text.comment()));
        writer.out.append("</root>");
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String dotNet(String role) {
        return "System.Resources.ResXResource" + role
                + ", System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089";
    }

    private void metadata(String name, String value) {
        element("metadata name=\"" + name + "\" xml:space=\"preserve\"", value, null);
    }

    private void element(String tag, String value, String comment) {
        line("  <" + tag + ">");
        line(value.isEmpty() ? "    <value />" : "    <value>" + escape(value) + "</value>");
        if (comment != null) {
            line("    <comment>" + escape(comment) + "</comment>");
        }
        line("  </" + tag.substring(0, tag.indexOf(' ')) + ">");
    }

    private void line(String text) {
        out.append(text).append(newline);
    }

    /** Escapes for text and attributes; line feeds stay in text, where blanks are preserved. */
    private static String escape(String text) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            String replacement = replacement(text.charAt(i));
            if (replacement != null && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (replacement != null) {
                escaped.append(replacement);
            } else if (escaped != null) {
                escaped.append(text.charAt(i));
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static String replacement(char c) {
        switch (c) {
            case '&':
                return "&amp;";
            case '<':
                return "&lt;";
            case '>':
                return "&gt;";
            case '"':
                return "&quot;";
            case '\r':
                return "&#xD;";
            default:
                return null;
        }
    }
}
