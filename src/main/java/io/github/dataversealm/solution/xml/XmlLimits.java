package io.github.dataversealm.solution.xml;

/**
 * What is refused in an XML document however well-formed it is.
 *
 * @param maxDepth how deep elements may nest
 * @param maxTokenBytes the size of one start tag, text, comment, CDATA section or processing instruction
 * @param maxAttributes how many attributes an element may have
 */
public record XmlLimits(int maxDepth, int maxTokenBytes, int maxAttributes) {

    /** Far above any real solution: the deepest of the corpus has 40 levels, the longest text 1 MB. */
    public static final XmlLimits DEFAULT = new XmlLimits(1_000, 32 << 20, 4_096);
}
