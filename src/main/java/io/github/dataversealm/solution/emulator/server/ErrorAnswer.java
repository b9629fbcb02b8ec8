package io.github.dataversealm.solution.emulator.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.odata.Annotations;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import java.io.IOException;
import java.util.Locale;

/** The error bodies of the service (spec dataverse-web-api §1.3). */
final class ErrorAnswer {

    private static final String DETAILS = "Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus";
    private static final String SUB_CODE = "Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode";
    private static final String HELP = "Microsoft.PowerApps.CDS.HelpLink";
    private static final String TRACE = "Microsoft.PowerApps.CDS.TraceText";
    private static final String INNER = "Microsoft.PowerApps.CDS.InnerError.Message";

    private final ObjectMapper mapper;

    ErrorAnswer(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    WebResponse of(ServiceFault fault, Annotations annotations) throws IOException {
        String code = String.format(Locale.ROOT, "0x%08x", fault.code());
        ObjectNode body = mapper.createObjectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", fault.getMessage());
        add(error, annotations, DETAILS, "0");
        add(error, annotations, SUB_CODE, "-2146233088");
        add(
                error,
                annotations,
                HELP,
                "http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a" + code.substring(2)
                        + "&client=platform");
        add(error, annotations, TRACE, "");
        add(error, annotations, INNER, fault.getMessage());
        return WebResponse.bytes(fault.status(), WebResponse.JSON, mapper.writeValueAsBytes(body));
    }

    private static void add(ObjectNode error, Annotations annotations, String name, String value) {
        if (annotations.include(name)) {
            error.put("@" + name, value);
        }
    }
}
