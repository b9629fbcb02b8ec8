package io.github.dataversealm.solution.check.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The keyword {@code uniqueItems}. That of the library puts values into a hash set: with values that were made to have one
 * hash, an array of some hundred kilobytes takes it minutes, in which nobody asks for the time. Texts can be ordered, so that
 * a set of them stays fast. The error has the index of the item.
 */
final class UniqueItems extends AbstractKeyword {

    private final JsonMapper mapper =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    UniqueItems() {
        super(KeywordType.UNIQUE_ITEMS.getValue());
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        return new BaseKeywordValidator(this, value, location, parent, context) {

            @Override
            public void validate(ExecutionContext run, JsonNode node, JsonNode root, NodePath at) {
                if (!value.asBoolean() || !node.isArray()) {
                    return;
                }
                Set<String> seen = new HashSet<>();
                for (int i = 0; i < node.size(); i++) {
                    ((JsonSchema.Run) run).tick();
                    if (!seen.add(text(node.get(i)))) {
                        run.addError(error().instanceNode(node.get(i))
                                .index(i)
                                .instanceLocation(at)
                                .evaluationPath(run.getEvaluationPath())
                                .build());
                    }
                }
            }
        };
    }

    private String text(JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
