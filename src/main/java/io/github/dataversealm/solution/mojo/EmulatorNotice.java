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
            lines.add("  with sign-in:    -Dsolution.url=" + emulator.url() + " -Dsolution.trustedCertificates="
                    + authority);
        });
        return lines;
    }
}
