package io.github.dataversealm.solution.check.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.testkit.Effort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonSchemaTest {

    private static final String SECRET = "Passw0rd-of-Contoso";

    private static final String HEAD = """
            {"swagger": "2.0",
            "info": {"title": "a", "version": "1"},
            """;

    private final JsonSchema schema = JsonSchema.resource("openapi-2.0.json");

    private List<String> faults(String document) {
        return schema.check(new JsonDocuments().read(document, "a"), () -> {}).stream()
                .map(fault -> fault.at().line() + ": " + fault.text())
                .toList();
    }

    // ---------------------------------------------------------------- words

    @Test
    void faults_are_told_in_the_order_of_the_document_with_their_lines() {
        assertThat(faults(HEAD + "\"schemes\": [\"ftp\"],\n\"basePath\": \"a\",\n\"b\": 1,\n\"paths\": []}"))
                .containsExactly(
                        "3: schemes[0]: must be http or https or ws or wss",
                        "4: basePath: does not match ^/",
                        "5: the document: 'b' is not allowed there",
                        "6: paths: must be an object, and is an array");
    }

    @Test
    void of_forms_only_the_nearest_is_told() {
        assertThat(faults(HEAD + "\"paths\": {\"/a\": {\"get\": {\"responses\": {\"200\": {\"description\": \"\"}},\n"
                        + "\"parameters\": [{\"in\": \"query\", \"name\": \"a\", \"type\": \"text\"},\n"
                        + "{\"in\": \"body\", \"name\": \"b\"},\n"
                        + "{\"$ref\": 1}]}}}}"))
                .containsExactly(
                        "4: paths./a.get.parameters[0].type: must be string or number or boolean or integer or array",
                        "5: paths./a.get.parameters[1]: 'schema' is missing",
                        "6: paths./a.get.parameters[2].$ref: must be a string, and is a number");
    }

    @Test
    void forms_in_forms_are_each_the_nearest() {
        assertThat(faults(HEAD + "\"paths\": {}, \"definitions\": {\"A\": {\"items\": {\"items\": {\n"
                        + "\"additionalProperties\": {\"type\": \"object\", \"minLength\": -1}}}}}}"))
                .containsExactly("4: definitions.A.items.items.additionalProperties.minLength: is too small");
    }

    @Test
    void what_has_several_forms_is_told_once() {
        Json document = new JsonDocuments().read("{\n\"a\": {\"b\": 1}}", "a");
        assertThat(JsonSchema.resource("several-forms-schema.json").check(document, () -> {}))
                .extracting(fault -> fault.at().line() + ": " + fault.text())
                .containsExactly("2: a: has several forms at once, of which it may have one");
    }

    @Test
    void long_names_are_told_in_part() {
        assertThat(faults(HEAD + "\"paths\": {},\n\"" + "a".repeat(9_000) + "\": 1}"))
                .containsExactly(
                        "4: the document: '" + "a".repeat(50) + "…" + "a".repeat(50) + "' is not allowed there");
    }

    @Test
    void an_item_that_is_there_twice_is_told_where_it_is() {
        assertThat(faults(HEAD + "\"paths\": {},\n\"tags\": [{\"name\": \"a\", \"description\": \"b\"},\n"
                        + "{\"description\": \"b\", \"name\": \"a\"}]}"))
                .containsExactly("5: tags: has the same item twice");
    }

    @Test
    void no_value_of_the_document_is_told() throws IOException {
        String text;
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi-2.0.json")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        // the schema itself is no definition, and has what there is in nearly all places where it is wrong
        String wrong = HEAD + "\"paths\": {\"/a\": " + text + "}, \"definitions\": " + text + ", \"host\": \"/\","
                + " \"securityDefinitions\": {\"a\": {\"type\": \"x\", \"flow\": \"x\"}}, \"tags\": [\"x\", \"x\"]}";
        assertThat(faults(wrong)).hasSizeGreaterThan(20);
        assertThat(faults(
                        wrong.replaceAll(": \"[^\"]*\"", ": \"" + SECRET + "\"").replace("\"x\"", '"' + SECRET + '"')))
                .hasSizeGreaterThan(20)
                .noneMatch(fault -> fault.contains(SECRET));
    }

    // ---------------------------------------------------------------- what is loaded

    @Test
    void what_draft_4_says_is_found_whatever_the_class_loader_of_the_thread() throws Exception {
        FutureTask<List<String>> task = new FutureTask<>(() -> new OpenApi()
                        .check(
                                new JsonDocuments()
                                        .read(
                                                HEAD + "\"paths\": {}, \"definitions\": {\"A\": {\"maximum\": \"1\"}}}",
                                                "a"),
                                () -> {})
                        .stream()
                        .map(Fault::text)
                        .toList());
        Thread thread = new Thread(task);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();
        assertThat(task.get(60, TimeUnit.SECONDS))
                .containsExactly("definitions.A.maximum: must be a number, and is a string");
    }

    @Test
    void nothing_is_fetched() {
        Json document = new JsonDocuments().read("{\"a\": 1}", "a");
        assertThatThrownBy(() -> JsonSchema.resource("remote-schema.json").check(document, () -> {}))
                .hasStackTraceContaining("The schema refers to http://127.0.0.1:9/a.json, which is not there.");
    }

    // ---------------------------------------------------------------- hostile documents

    private enum Hostile {
        DEEP_PROPERTIES {
            @Override
            String document() {
                return nested("\"properties\": {\"a\": {", 115, "}}");
            }
        },
        DEEP_ITEMS {
            @Override
            String document() {
                return nested("\"items\": {", 240, "}");
            }
        },
        DEEP_LISTS_OF_ITEMS {
            @Override
            String document() {
                return nested("\"items\": [{", 120, "}]");
            }
        },
        DEEP_ADDITIONAL_PROPERTIES {
            @Override
            String document() {
                return nested("\"additionalProperties\": {", 240, "}");
            }
        },
        DEEP_PARTS {
            @Override
            String document() {
                return nested("\"allOf\": [{", 120, "}]");
            }
        },
        MANY_WRONG_ITEMS {
            @Override
            String document() {
                return HEAD + "\"paths\": {}, \"schemes\": [" + "1,".repeat(400_000) + "1]}";
            }
        },
        MANY_WRONG_PARAMETERS {
            @Override
            String document() {
                return HEAD + "\"paths\": {\"/\": {\"parameters\": [" + "{\"a\":1},".repeat(60_000) + "1]}}}";
            }
        },
        MANY_UNKNOWN_FIELDS_BELOW_A_LONG_NAME {
            @Override
            String document() {
                StringBuilder fields = new StringBuilder();
                for (int i = 0; i < 60_000; i++) {
                    fields.append("\"a").append(i).append("\": 1,");
                }
                return HEAD + "\"paths\": {\"/" + "a".repeat(40_000) + "\": {" + fields + "\"z\": 1}}}";
            }
        },
        ITEMS_OF_ONE_HASH {
            @Override
            String document() {
                StringBuilder items = new StringBuilder();
                for (int i = 0; i < 1 << 17; i++) {
                    items.append('"').append(colliding(i, 17)).append("\",");
                }
                return HEAD + "\"paths\": {}, \"consumes\": [" + items + "1]}";
            }
        },
        OBJECTS_OF_ONE_HASH {
            @Override
            String document() {
                StringBuilder items = new StringBuilder();
                for (int i = 0; i < 1 << 17; i++) {
                    items.append("{\"").append(colliding(i, 17)).append("\": 1},");
                }
                return HEAD + "\"paths\": {}, \"tags\": [" + items + "1]}";
            }
        },
        HUGE_NUMBERS {
            @Override
            String document() {
                return HEAD.replace("\"2.0\"", "1e999999999")
                        + "\"paths\": {}, \"schemes\": [1e999999999, -1e-999999999, " + "9".repeat(999)
                        + "], \"definitions\": {\"A\": {\"multipleOf\": -1e999999999, \"enum\": [1E+999999999]}}}";
            }
        },
        LONG_TEXTS {
            @Override
            String document() {
                return HEAD + "\"paths\": {}, \"host\": \"" + "a".repeat(20 << 20) + ":1x\", \"basePath\": \""
                        + "x".repeat(20 << 20) + "\"}";
            }
        };

        abstract String document();

        private static String nested(String open, int times, String close) {
            return HEAD + "\"paths\": {}, \"definitions\": {\"A\": {" + open.repeat(times) + "\"title\": 1"
                    + close.repeat(times) + "}}}";
        }

        /** One of {@code 2^length} texts that all have the same hash. */
        private static String colliding(int number, int length) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((number >> i & 1) == 0 ? "Aa" : "BB");
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_hostile_document_is_judged_and_the_time_looked_at_meanwhile(Hostile hostile) {
        Json document = new JsonDocuments().read(hostile.document(), "a");
        Effort effort = Effort.ofThread();
        long[] asked = {0, 0};
        Runnable tick = () -> {
            long now = effort.spent().toNanos();
            asked[1] = Math.max(asked[1], now - asked[0]);
            asked[0] = now;
        };
        List<Fault> faults = schema.check(document, tick);
        tick.run();
        assertThat(Duration.ofNanos(asked[1])).as("without a look at the time").isLessThan(Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(asked[0])).as("altogether").isLessThan(Duration.ofSeconds(60));
        assertThat(faults)
                .isNotEmpty()
                .hasSizeLessThan(150_000)
                .allMatch(fault -> fault.at().isPresent());
        assertThat(faults).extracting(Fault::text).allMatch(text -> text.length() < 2_000);
    }

    @Test
    void whoever_looks_at_the_time_can_end_it() {
        Json document = new JsonDocuments().read(Hostile.MANY_WRONG_PARAMETERS.document(), "a");
        int[] asked = {0};
        assertThatThrownBy(() -> schema.check(document, () -> {
                    if (++asked[0] == 500_000) {
                        throw new IllegalStateException("it takes too long");
                    }
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("it takes too long");
    }
}
