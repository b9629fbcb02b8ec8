package io.github.dataversealm.solution.sbom;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Addresses of packages (github.com/package-url/purl-spec). */
final class Purls {

    private Purls() {}

    static String maven(String groupId, String artifactId, Optional<String> version, Optional<String> classifier) {
        return "pkg:maven/" + encoded(groupId) + '/' + encoded(artifactId)
                + version.map(text -> '@' + encoded(text)).orElse("") + '?'
                + classifier.map(name -> "classifier=" + encoded(name) + "&").orElse("") + "type=zip";
    }

    /** @param name with its scope, if it has one: {@code @fluentui/react} */
    static String of(String type, String name, String version) {
        return "pkg:" + type + '/'
                + Arrays.stream(name.split("/", -1)).map(Purls::encoded).collect(Collectors.joining("/")) + '@'
                + encoded(version);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
