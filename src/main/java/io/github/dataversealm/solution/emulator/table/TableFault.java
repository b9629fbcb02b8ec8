package io.github.dataversealm.solution.emulator.table;

import io.github.dataversealm.solution.emulator.message.ServiceFault;
import java.util.UUID;

/** What the service answers to requests that are wrong by their form (spec dataverse-web-api §1.2, §1.3). */
public final class TableFault {

    private static final int QUERY = 0x80060888;
    private static final int PAYLOAD = 0x80048d19;
    private static final int NOT_FOUND = 0x80040217;
    private static final int SEGMENT = 0x8006088a;

    private TableFault() {}

    public static ServiceFault query(String message) {
        return new ServiceFault(400, QUERY, message);
    }

    /** A payload that does not fit the table or the message. */
    public static ServiceFault payload(String entitySet, String inner) {
        return new ServiceFault(
                400,
                PAYLOAD,
                "Error identified in Payload provided by the user for Entity :'" + entitySet
                        + "', For more information on this error please follow this help link"
                        + " https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException :"
                        + " Microsoft.OData.ODataException: " + inner);
    }

    public static ServiceFault noSuchRow(EntitySet set, UUID id) {
        return new ServiceFault(
                404, NOT_FOUND, "Entity '" + set.logicalName() + "' With Id = " + id + " Does Not Exist");
    }

    public static ServiceFault noSuchRow(String message) {
        return new ServiceFault(404, NOT_FOUND, message);
    }

    public static ServiceFault noSuchSegment(String segment) {
        return new ServiceFault(404, SEGMENT, "Resource not found for the segment '" + segment + "'.");
    }

    public static ServiceFault wrongVerb(String message) {
        return new ServiceFault(405, 0x80040800, message);
    }

    public static ServiceFault duplicate() {
        return new ServiceFault(412, 0x80040237, "A record with matching key values already exists.");
    }

    public static ServiceFault versionMismatch() {
        return new ServiceFault(
                412, 0x80060882, "The version of the existing record doesn't match the RowVersion property provided.");
    }

    public static ServiceFault noSuchProperty(EntitySet set, String property) {
        return query("Could not find a property named '" + property + "' on type 'Microsoft.Dynamics.CRM."
                + set.logicalName() + "'.");
    }
}
