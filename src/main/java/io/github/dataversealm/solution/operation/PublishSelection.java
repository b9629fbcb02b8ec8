package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is published when not everything is.
 *
 * @param tables logical names
 * @param webResources names, or ids
 * @param optionSets names of global choices
 */
public record PublishSelection(List<String> tables, List<String> webResources, List<String> optionSets) {

    public static final PublishSelection ALL = new PublishSelection(List.of(), List.of(), List.of());

    public PublishSelection {
        tables = List.copyOf(tables);
        webResources = List.copyOf(webResources);
        optionSets = List.copyOf(optionSets);
    }

    boolean isAll() {
        return tables.isEmpty() && webResources.isEmpty() && optionSets.isEmpty();
    }

    /**
     * The {@code ParameterXml} of PublishXml (spec dataverse-web-api §2.9).
     *
     * @throws SolutionException when the environment has no web resource of a name
     */
    String parameterXml(Dataverse dataverse) {
        List<String> ids = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String webResource : webResources) {
            Ids.parse(webResource)
                    .or(() -> dataverse.findId("webresourceset", "webresourceid", "name", webResource))
                    .map(UUID::toString)
                    .ifPresentOrElse(id -> ids.add("{" + id + "}"), () -> unknown.add(webResource));
        }
        if (!unknown.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The environment has no web resource with the name " + String.join(", ", unknown) + ".",
                    "The name begins with the publisher's prefix, for example ctr_/trip/form.js.");
        }
        StringBuilder xml = new StringBuilder("<importexportxml>");
        append(xml, "entities", "entity", tables);
        append(xml, "webresources", "webresource", ids);
        append(xml, "optionsets", "optionset", optionSets);
        return xml.append("</importexportxml>").toString();
    }

    private static void append(StringBuilder xml, String list, String item, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        xml.append('<').append(list).append('>');
        for (String value : values) {
            xml.append('<').append(item).append('>');
            xml.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            xml.append("</").append(item).append('>');
        }
        xml.append("</").append(list).append('>');
    }

    /** What it is, for people. */
    String describe() {
        if (isAll()) {
            return "all customizations";
        }
        List<String> parts = new ArrayList<>();
        addTo(parts, "table", tables);
        addTo(parts, "web resource", webResources);
        addTo(parts, "choice", optionSets);
        return String.join("; ", parts);
    }

    private static void addTo(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            parts.add(what + (names.size() == 1 ? " " : "s ") + String.join(", ", names));
        }
    }
}
