package io.github.dataversealm.solution.localize;

import java.util.Map;

/**
 * A {@code .resx} file that was read.
 *
 * @param file how a person names it
 * @param lcid its language
 * @param strings its texts by their names, in the order of the file
 */
record Resx(String file, int lcid, Map<String, String> strings) {}
