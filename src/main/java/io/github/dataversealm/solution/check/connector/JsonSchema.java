package io.github.dataversealm.solution.check.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Draft4;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import io.github.dataversealm.solution.check.index.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON schema of draft 4, to which documents are held that know their lines. A library evaluates it; what is of this class
 * is that nothing is fetched, that hostile documents end in time, and that what the library finds is told with its place.
 * {@code format} is a hint in the schemas here and is not looked at.
 */
final class JsonSchema {

    /** With more errors than this in hand the evaluation ends: the document is no such one, and the memory is not endless. */
    private static final int MAX_ERRORS = 100_000;

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /** The schema in a resource beside this class. */
    static JsonSchema resource(String name) {
        Dialect dialect = Dialect.builder(Draft4.getInstance())
                .formats(Map::clear)
                .keyword(new UniqueItems())
                .build();
        SchemaRegistry registry =
                SchemaRegistry.withDialect(dialect, builder -> builder.schemaLoader(new Draft4Only()));
        try (InputStream in = Objects.requireNonNull(JsonSchema.class.getResourceAsStream(name), name)) {
            return new JsonSchema(registry.getSchema(in, InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What keeps a document from being of this form, in the order of the document; empty when it is.
     *
     * @param tick called again and again, so that it can stop what takes too long
     */
    List<Fault> check(Json document, Runnable tick) {
        Run run = new Run(tick);
        List<Error> errors = run.getErrors();
        List<Fault> faults = new ArrayList<>();
        try {
            schema.validate(run, node(document, tick));
        } catch (TooManyErrorsException e) {
            faults.add(new Fault(document, "", "has more faults than can be told"));
        }
        faults.addAll(new SchemaFaults(document, tick).of(errors));
        return faults;
    }

    // ---------------------------------------------------------------- documents

    private static JsonNode node(Json value, Runnable tick) {
        tick.run();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value.kind()) {
            case OBJECT -> {
                ObjectNode object = nodes.objectNode();
                value.fields().forEach((name, field) -> object.set(name, node(field, tick)));
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                value.items().forEach(item -> array.add(node(item, tick)));
                yield array;
            }
            case STRING -> nodes.textNode(value.text());
            case BOOLEAN -> nodes.booleanNode(value.text().equals("true"));
            case NUMBER -> number(value.text());
            default -> nodes.nullNode();
        };
    }

    /** No number with a huge exponent: the library writes those out, digit by digit. */
    private static JsonNode number(String text) {
        if (text.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
            return JsonNodeFactory.instance.numberNode(new BigInteger(text));
        }
        double number = Double.parseDouble(text);
        return JsonNodeFactory.instance.numberNode(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number)));
    }

    // ---------------------------------------------------------------- the library

    /** Loads what draft 4 says of itself, from the library's own jar whatever class loader the thread has, and nothing else. */
    private static final class Draft4Only extends SchemaLoader {

        Draft4Only() {
            super(List.of(), List.of());
        }

        @Override
        public InputStreamSource getSchemaResource(AbsoluteIri iri) {
            if (!SchemaLocation.of(Draft4.getInstance().getId())
                    .getAbsoluteIri()
                    .equals(iri)) {
                throw new IllegalStateException("The schema refers to " + iri + ", which is not there.");
            }
            return () -> Objects.requireNonNull(Schema.class.getResourceAsStream("/draft-04/schema"), "draft 4");
        }
    }

    /** One evaluation. The library adds to the path for each keyword of the schema that it applies to a value. */
    static final class Run extends ExecutionContext {

        private final Runnable tick;

        private Run(Runnable tick) {
            this.tick = tick;
        }

        @Override
        public void evaluationPathAddLast(String keyword) {
            tick.run();
            if (getErrors().size() > MAX_ERRORS) {
                throw new TooManyErrorsException();
            }
            super.evaluationPathAddLast(keyword);
        }

        @Override
        public void addError(Error error) {
            tick.run();
            super.addError(error);
        }

        void tick() {
            tick.run();
        }
    }

    private static final class TooManyErrorsException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
