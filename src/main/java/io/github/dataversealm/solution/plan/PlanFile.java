package io.github.dataversealm.solution.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * The file of a plan: JSON with a digest of its own content. The digest is over the content and not over the bytes, so a file
 * may be laid out otherwise, and it notices a change by accident or by hand. It is no signature: who can change the file can
 * make a new digest. Whether a plan is the one that was approved, {@link PlanApplication#requireDigest} tells, when the digest
 * is handed on apart from the file.
 *
 * @param digest SHA-256 in hexadecimal digits
 */
public record PlanFile(PlanDocument plan, String digest) {

    private static final int FORMAT = 1;
    private static final int LARGEST = 32 << 20;
    private static final int DEEPEST = 16;
    private static final String DIGEST = "digest";

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(200)
                            .maxNumberLength(20)
                            .maxStringLength(1 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Writes a plan, complete or not at all; the folder is made when it is missing. @return the digest */
    public static String write(Path file, PlanDocument plan) throws IOException {
        ObjectNode node = PlanJson.write(JSON.createObjectNode().put("format", FORMAT), plan);
        String digest = digest(node);
        node.put(DIGEST, digest);
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        WholeFile.write(file, (text.replace("\r\n", "\n") + "\n").getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    /**
     * Reads a plan.
     *
     * @param shown how a person names the file
     * @throws SolutionException when it is missing, no plan, or not as it was written
     */
    public static PlanFile read(Path file, String shown) throws IOException {
        JsonNode node = parse(file, shown);
        PlanNode root = new PlanNode(node, shown, "");
        int format = node.path("format").asInt();
        if (format != FORMAT) {
            throw new SolutionException(
                    Location.of(shown),
                    format > FORMAT ? "the plan was written by a newer version of the plugin" : "this is no plan",
                    "Name a file that mvn solution:plan wrote, with the same version of the plugin.");
        }
        String written = root.text(DIGEST);
        ObjectNode content = ((ObjectNode) node).deepCopy();
        content.remove(DIGEST);
        if (!digest(content).equals(written)) {
            throw new SolutionException(
                    Location.of(shown),
                    "the plan was changed after it was written: its content does not match its digest",
                    "Plan again (mvn solution:plan), and apply the file as it was written.");
        }
        return new PlanFile(PlanJson.read(root), written);
    }

    private static JsonNode parse(Path file, String shown) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw new SolutionException(
                    Location.of(shown), "the plan does not exist", "Make it: mvn solution:plan -Denv=<environment>", e);
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw new SolutionException(Location.of(shown), "the plan is a folder", "Name the file.", e);
            }
            throw e;
        }
        if (bytes.length > LARGEST) {
            throw new SolutionException(
                    Location.of(shown),
                    "the plan is larger than " + (LARGEST >> 20) + " MB",
                    "Name a file that mvn solution:plan wrote.");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new SolutionException(
                    Location.of(shown),
                    "this is no plan: " + e.getOriginalMessage(),
                    "Name a file that mvn solution:plan wrote.",
                    e);
        }
    }

    /** Over the content with the names in order, without blanks. */
    private static String digest(JsonNode node) throws IOException {
        return Sha256.of(JSON.writeValueAsBytes(sorted(node)));
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            ObjectNode sorted = JSON.createObjectNode();
            members.forEach(sorted::set);
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode sorted = JSON.createArrayNode();
            node.forEach(element -> sorted.add(sorted(element)));
            return sorted;
        }
        return node;
    }
}
