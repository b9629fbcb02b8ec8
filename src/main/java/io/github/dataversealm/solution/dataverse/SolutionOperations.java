package io.github.dataversealm.solution.dataverse;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows of {@code asyncoperations} are solution operations (spec §3.4). Either the type or the message name tells:
 * a recorded import has the type 54, which many other jobs have too.
 */
enum SolutionOperations {
    EXPORT(202, "ExportSolutionAsync"),
    IMPORT(203, "ImportSolutionAsync"),
    PUBLISH_ALL(204, "PublishAllXmlAsync"),
    DELETE_AND_PROMOTE(207, "DeleteAndPromoteAsync"),
    UNINSTALL(208, "UninstallSolutionAsync"),
    STAGE_AND_UPGRADE(211, "StageAndUpgradeAsync");

    private final int type;
    private final String messageName;

    SolutionOperations(int type, String messageName) {
        this.type = type;
        this.messageName = messageName;
    }

    /** The OData condition for all of them. */
    static String filter() {
        List<SolutionOperations> all = List.of(values());
        return Stream.concat(
                        all.stream().map(o -> "operationtype eq " + o.type),
                        all.stream().map(o -> "messagename eq " + ODataUrl.literal(o.messageName)))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    static boolean include(int type, String messageName) {
        return Stream.of(values()).anyMatch(o -> o.type == type || o.messageName.equalsIgnoreCase(messageName));
    }
}
