package io.github.dataversealm.solution.emulator.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.table.Column;
import io.github.dataversealm.solution.emulator.table.EntitySet;
import io.github.dataversealm.solution.emulator.table.EntitySets;
import java.util.Collection;

/** {@code $metadata}: the tables and messages that are there, so that generic OData clients can start. Message types are left out. */
final class MetadataDocument {

    private final byte[] bytes;

    MetadataDocument(EntitySets sets, Collection<MessageHandler> messages) {
        StringBuilder xml = new StringBuilder(1 << 15);
        xml.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                .append(
                        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>")
                .append("<Schema Namespace=\"Microsoft.Dynamics.CRM\" Alias=\"mscrm\"")
                .append(" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n");
        sets.all().forEach(set -> entityType(xml, set, sets));
        for (MessageHandler message : messages) {
            String element = message.isAction() ? "Action" : "Function";
            xml.append('<')
                    .append(element)
                    .append(" Name=\"")
                    .append(message.name())
                    .append("\">");
            for (String parameter : message.parameters()) {
                xml.append("<Parameter Name=\"").append(parameter).append("\" Type=\"Edm.Untyped\"/>");
            }
            xml.append(message.isAction() ? "" : "<ReturnType Type=\"Edm.Untyped\"/>");
            xml.append("</").append(element).append(">\n");
        }
        xml.append("<EntityContainer Name=\"System\">\n");
        for (EntitySet set : sets.all()) {
            xml.append("<EntitySet Name=\"")
                    .append(set.name())
                    .append("\" EntityType=\"Microsoft.Dynamics.CRM.")
                    .append(set.logicalName())
                    .append("\"/>\n");
        }
        for (MessageHandler message : messages) {
            String kind = message.isAction() ? "Action" : "Function";
            xml.append('<')
                    .append(kind)
                    .append("Import Name=\"")
                    .append(message.name())
                    .append("\" ");
            xml.append(kind)
                    .append("=\"Microsoft.Dynamics.CRM.")
                    .append(message.name())
                    .append("\"/>\n");
        }
        xml.append("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>\n");
        bytes = xml.toString().getBytes(UTF_8);
    }

    private static void entityType(StringBuilder xml, EntitySet set, EntitySets sets) {
        xml.append("<EntityType Name=\"").append(set.logicalName()).append("\"><Key><PropertyRef Name=\"");
        xml.append(set.key()).append("\"/></Key>\n");
        for (Column column : set.columns().values()) {
            xml.append("<Property Name=\"").append(column.name()).append("\" Type=\"");
            xml.append(column.type().edm()).append("\"/>\n");
            column.target()
                    .flatMap(sets::find)
                    .ifPresent(target -> xml.append("<NavigationProperty Name=\"")
                            .append(column.navigation())
                            .append("\" Type=\"mscrm.")
                            .append(target.logicalName())
                            .append("\"/>\n"));
        }
        set.children()
                .forEach((name, child) -> sets.find(child.set())
                        .filter(target -> !target.name().startsWith("$"))
                        .ifPresent(target -> xml.append("<NavigationProperty Name=\"")
                                .append(name)
                                .append("\" Type=\"Collection(mscrm.")
                                .append(target.logicalName())
                                .append(")\"/>\n")));
        xml.append("</EntityType>\n");
    }

    byte[] bytes() {
        return bytes;
    }
}
