package io.github.dataversealm.solution.check.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Suppression;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** The result as plain JSON for scripts. */
final class JsonReport {

    String write(CheckResult result) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("solution", result.solution());
            json.writeStringField("version", result.version());
            json.writeStringField("checked", result.target());
            json.writeBooleanField("passed", result.passed());
            json.writeArrayFieldStart("failures");
            for (String failure : result.failures()) {
                json.writeString(failure);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("counts");
            for (Map.Entry<Severity, Integer> count : result.counts().entrySet()) {
                json.writeNumberField(count.getKey().title(), count.getValue());
            }
            json.writeNumberField("suppressed", result.count(Finding.State.SUPPRESSED));
            json.writeNumberField("baseline", result.count(Finding.State.BASELINE));
            json.writeEndObject();
            json.writeArrayFieldStart("analysisErrors");
            for (AnalysisError error : result.errors()) {
                json.writeStartObject();
                json.writeStringField("what", error.what());
                json.writeStringField("message", error.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            service(result.service(), json);
            json.writeArrayFieldStart("expired");
            for (String line : result.expired()) {
                json.writeString(line);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("unusedSuppressions");
            for (Suppression suppression : result.unusedSuppressions()) {
                json.writeString(suppression.toString());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sweepingSuppressions");
            for (Map.Entry<String, Map<Severity, Integer>> sweeping :
                    result.sweeping().entrySet()) {
                json.writeStartObject();
                json.writeStringField("suppression", sweeping.getKey());
                json.writeObjectFieldStart("findings");
                for (Map.Entry<Severity, Integer> count : sweeping.getValue().entrySet()) {
                    json.writeNumberField(count.getKey().title(), count.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("unusedBaseline");
            for (Baseline.Entry entry : result.unusedBaseline()) {
                json.writeString(entry.fingerprint());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("findings");
            for (Finding finding : result.findings()) {
                finding(finding, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Nothing where the service was not asked. */
    private static void service(ServiceRun run, JsonGenerator json) throws IOException {
        if (!run.asked()) {
            return;
        }
        json.writeObjectFieldStart("service");
        json.writeStringField("state", run.state().title());
        json.writeStringField("reason", run.reason());
        json.writeStringField("runId", run.runId());
        json.writeStringField("endpoint", run.endpoint());
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : run.settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("warnings");
        for (String warning : run.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void finding(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule().id());
        json.writeStringField("severity", finding.severity().title());
        json.writeStringField("confidence", finding.confidence().title());
        json.writeStringField("category", finding.rule().category());
        json.writeStringField("impact", finding.rule().impact().title());
        json.writeStringField("componentType", finding.subject().kind());
        json.writeStringField("component", finding.subject().name());
        if (!finding.member().isEmpty()) {
            json.writeStringField("member", finding.member());
        }
        json.writeStringField("file", finding.file());
        if (finding.line() > 0) {
            json.writeNumberField("line", finding.line());
        }
        if (finding.column() > 0) {
            json.writeNumberField("column", finding.column());
        }
        json.writeStringField("message", finding.message());
        json.writeStringField("fix", finding.rule().fix());
        json.writeStringField("fingerprint", finding.fingerprint());
        json.writeStringField("state", finding.state().name().toLowerCase(Locale.ROOT));
        if (!finding.reason().isEmpty()) {
            json.writeStringField("reason", finding.reason());
        }
        if (!finding.decision().written().isEmpty()) {
            json.writeStringField("decidedIn", finding.decision().written());
        }
        json.writeStringField("foundBy", finding.foundBy().title());
        json.writeEndObject();
    }
}
