package io.github.dataversealm.solution.xml;

/**
 * What is refused in an XML document however well-formed it is.
 *
 * @param maxDepth how deep elements may nest
 * @param maxTokenBytes the size of one start tag, text, comment, CDATA section or processing instruction
 * @param maxAttributes how many attributes an element may have
 */
public record XmlLimits(int maxDepth, int maxTokenBytes, int maxAttributes) {

    /**
     * Far above any real solution: the deepest of the corpus has 40 levels, the longest text 1 MB. Each level also costs two
     * blanks in front of every element in it, so that the depth bounds how much longer than its source a file can be.
     */
    public static final XmlLimits DEFAULT = new XmlLimits(256, 32 << 20, 4_096);
}
