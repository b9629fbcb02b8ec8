package io.github.dataversealm.solution.sbom;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Addresses of packages (github.com/package-url/purl-spec). */
final class Purls {

    private Purls() {}

    static String maven(String groupId, String artifactId, String version, Optional<String> classifier) {
        return "pkg:maven/" + encoded(groupId) + '/' + encoded(artifactId) + '@' + encoded(version) + '?'
                + classifier.map(name -> "classifier=" + encoded(name) + "&").orElse("") + "type=zip";
    }

    static String of(String type, String name, String version) {
        return "pkg:" + type + '/' + encoded(name) + '@' + encoded(version);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
