package io.github.dataversealm.solution.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BillCorpusTest {

    @Test
    void every_real_solution_has_a_bill_that_the_schema_accepts() throws Exception {
        Corpus corpus = Corpus.orSkip();
        Schema schema = new Schema();
        ObjectMapper mapper = new ObjectMapper();
        TreeMap<String, Integer> libraries = new TreeMap<>();
        TreeMap<String, Integer> kinds = new TreeMap<>();
        Messages messages = new Messages();
        long spent = 0;
        int services = 0;
        for (String id : corpus.ids()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long began = System.nanoTime();
            BillOfMaterials.write(
                    corpus.zip(id),
                    new BillSubject(Optional.empty(), List.of(), Optional.empty(), "1.0.0"),
                    out,
                    messages);
            spent += System.nanoTime() - began;
            assertThat(schema.faults(out.toByteArray())).as(id).isEmpty();
            JsonNode bill = mapper.readTree(out.toByteArray());
            Set<String> refs = new HashSet<>();
            refs.add(bill.at("/metadata/component/bom-ref").asText());
            bill.findValues("bom-ref").forEach(ref -> refs.add(ref.asText()));
            int count = bill.findValues("bom-ref").size();
            assertThat(refs).as(id + ": names are unique").hasSize(count);
            bill.get("dependencies").forEach(dependency -> {
                assertThat(refs).as(id).contains(dependency.get("ref").asText());
                dependency
                        .get("dependsOn")
                        .forEach(other -> assertThat(refs).as(id).contains(other.asText()));
            });
            for (JsonNode component : bill.get("components")) {
                String ref = component.get("bom-ref").asText();
                String kind = ref.substring(0, ref.indexOf(':'));
                kinds.merge(kind, 1, Integer::sum);
                if (kind.equals("library")) {
                    libraries.merge(ref.substring(8), 1, Integer::sum);
                }
            }
            services += bill.get("services").size();
        }
        System.out.println("corpus bills: " + corpus.ids().size() + " in " + spent / 1_000_000 + " ms, components "
                + kinds + ", connectors " + services + ", libraries " + libraries + ", unread "
                + messages.warnings().size());
        assertThat(libraries.keySet()).anyMatch(name -> name.startsWith("jquery@"));
        assertThat(services).isGreaterThan(20);
        assertThat(kinds.get("custom-connector")).isGreaterThanOrEqualTo(4);
    }
}
