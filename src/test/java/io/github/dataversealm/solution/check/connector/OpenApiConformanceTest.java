package io.github.dataversealm.solution.check.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.corpus.Corpus;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Definitions of real connectors, and damaged ones, are judged as the library judges them that has read them by itself. */
class OpenApiConformanceTest {

    private static final int DAMAGES = 400;

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonSchema own = JsonSchema.resource("openapi-2.0.json");
    private final Schema reference = reference();

    private static Schema reference() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi-2.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void definitions_are_judged_as_by_the_reference() throws IOException {
        Corpus corpus = Corpus.orSkip();
        Random random = new Random(5);
        int valid = 0;
        int invalid = 0;
        List<JsonNode> definitions = new ArrayList<>();
        for (String id : corpus.ids()) {
            for (Map.Entry<String, byte[]> entry : Corpus.unzip(corpus.zip(id)).entrySet()) {
                if (entry.getKey().endsWith("_openapidefinition.json")) {
                    definitions.add(mapper.readTree(entry.getValue()));
                }
            }
        }
        for (JsonNode definition : definitions) {
            assertThat(new OpenApi().check(new JsonDocuments().read(definition.toString(), "a"), () -> {}))
                    .isEmpty();
            for (int i = 0; i < DAMAGES; i++) {
                JsonNode damaged = definition.deepCopy();
                for (int j = 0; j <= random.nextInt(3); j++) {
                    damage(damaged, random);
                }
                boolean expected = reference
                        .validate(damaged, run -> run.executionConfig(config -> config.formatAssertionsEnabled(false)))
                        .isEmpty();
                List<Fault> faults = own.check(new JsonDocuments().read(damaged.toString(), "a"), () -> {});
                assertThat(faults.isEmpty()).as("%s%n%s", damaged, faults).isEqualTo(expected);
                valid += expected ? 1 : 0;
                invalid += expected ? 0 : 1;
            }
        }
        assertThat(definitions).hasSizeGreaterThan(5);
        assertThat(invalid).isGreaterThan(500);
        System.out.println("corpus connectors: " + definitions.size() + " definitions conform; " + valid
                + " damaged ones are valid still and " + invalid + " are not, by the reference and by the check alike");
    }

    /** Takes a field away, renames one, or gives it another value, somewhere. */
    private static void damage(JsonNode document, Random random) {
        List<JsonNode> places = new ArrayList<>();
        collect(document, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        if (place instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            JsonNode value = object.get(name);
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name.startsWith("x-") ? "x" + name : name + "s", object.remove(name));
                case 2 ->
                    object.set(name, object.arrayNode().add(value.deepCopy()).add(value.deepCopy()));
                case 3 -> object.put(name, -1);
                case 4 -> object.put(name, "anything");
                default -> object.putNull(name);
            }
        } else if (place instanceof ArrayNode array) {
            switch (random.nextInt(3)) {
                case 0 -> array.add("a").add("a");
                case 1 -> array.addObject();
                default -> array.add(1.5);
            }
        }
    }

    private static void collect(JsonNode at, List<JsonNode> places) {
        if (at.isContainerNode()) {
            places.add(at);
            at.forEach(child -> collect(child, places));
        }
    }
}
