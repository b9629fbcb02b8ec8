package io.github.dataversealm.solution.artifact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which run made an artifact: what the metadata leaves out, because it differs from run to run while the zips do not. It names
 * the zips by their SHA-256, and nothing relies on it.
 *
 * @param builder the plugin with its version
 * @param maven the version of Maven
 * @param java the version of Java and who made it
 * @param system the operating system and the processor's architecture
 * @param run the address of the run on the build server; empty elsewhere
 */
public record BuildRecord(
        List<PackagedFile> files, String builder, String maven, String java, String system, Optional<String> run) {

    /** The classifier of the file in a Maven repository; its extension is {@code json}. */
    public static final String CLASSIFIER = "build";

    private static final int FORMAT_VERSION = 1;

    /** The address of the run of GitHub, Azure DevOps, GitLab or Jenkins that this is; empty elsewhere. */
    public static Optional<String> run(Map<String, String> variables) {
        return joined(variables, "GITHUB_SERVER_URL", "/", "GITHUB_REPOSITORY", "/actions/runs/", "GITHUB_RUN_ID")
                .or(() -> joined(
                        variables,
                        "SYSTEM_COLLECTIONURI",
                        "",
                        "SYSTEM_TEAMPROJECT",
                        "/_build/results?buildId=",
                        "BUILD_BUILDID"))
                .or(() -> given(variables, "CI_JOB_URL"))
                .or(() -> given(variables, "BUILD_URL"))
                .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .map(url -> url.replaceFirst("://[^/@]*@", "://").replace(" ", "%20"));
    }

    private static Optional<String> joined(
            Map<String, String> variables, String one, String between, String two, String before, String three) {
        return given(variables, one)
                .flatMap(first -> given(variables, two)
                        .flatMap(second ->
                                given(variables, three).map(third -> first + between + second + before + third)));
    }

    private static Optional<String> given(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Writes it as JSON. */
    public void write(Path file) throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("formatVersion", FORMAT_VERSION);
        ArrayNode zips = document.putArray("files");
        files.forEach(zip -> zips.addObject().put("name", zip.name()).put("sha256", zip.sha256()));
        document.put("builder", builder);
        document.put("maven", maven);
        document.put("java", java);
        document.put("system", system);
        run.ifPresent(url -> document.put("run", url));
        MetadataFile.replace(file, MetadataFile.bytes(document));
    }
}
