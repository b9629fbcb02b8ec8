package io.github.dataversealm.solution.dataverse;

/**
 * What is refused in an answer, whoever sent it.
 *
 * @param maxJsonBytes the size of an ordinary answer
 * @param maxLogBytes the size of an answer with the log of an import
 * @param maxExportBytes the size of an exported zip
 * @param maxErrorBytes how much of an error answer is read; the rest is not looked at
 * @param maxDepth how deep JSON may nest
 * @param maxTokens how many values and names an answer may hold
 * @param maxPages how many pages of a list are followed
 */
public record AnswerLimits(
        int maxJsonBytes,
        int maxLogBytes,
        long maxExportBytes,
        int maxErrorBytes,
        int maxDepth,
        long maxTokens,
        int maxPages) {

    public static AnswerLimits defaults() {
        return new AnswerLimits(64 << 20, 128 << 20, 2L << 30, 1 << 20, 64, 8_000_000, 1_000);
    }
}
