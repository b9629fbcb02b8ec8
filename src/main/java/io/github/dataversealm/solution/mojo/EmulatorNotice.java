package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.identity.Directory;
import java.util.ArrayList;
import java.util.List;

/** Tells how to use a server that has started. What it shows as a secret is one of this machine's server alone, and in the docs. */
final class EmulatorNotice {

    private final Emulator emulator;

    EmulatorNotice(Emulator emulator) {
        this.emulator = emulator;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("The local environment is ready: " + emulator.url());
        lines.add("  Web API:         " + emulator.url() + "/api/data/v9.2/");
        lines.add("  control:         " + emulator.plainUrl() + "/emulator");
        lines.add("  with this plugin: -Denv=local");
        emulator.certificateAuthority().ifPresent(authority -> {
            lines.add("  token endpoint:  " + emulator.authority() + "/oauth2/v2.0/token");
            lines.add("  tenant:          " + emulator.tenantId());
            lines.add("  client id:       " + Directory.DEFAULT_CLIENT_ID);
            lines.add("  client secret:   " + Directory.DEFAULT_CLIENT_SECRET);
            lines.add("  certificate:     " + authority);
            lines.add("  to sign in with this plugin, set the variables AZURE_AUTHORITY_HOST=" + emulator.url()
                    + " AZURE_TENANT_ID=" + emulator.tenantId() + " AZURE_CLIENT_ID=" + Directory.DEFAULT_CLIENT_ID
                    + " AZURE_CLIENT_SECRET=" + Directory.DEFAULT_CLIENT_SECRET + " and type -Denv=" + emulator.url()
                    + " -Dsolution.trustedCertificates=" + authority);
        });
        return lines;
    }
}
