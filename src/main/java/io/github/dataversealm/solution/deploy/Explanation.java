package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ErrorAdvice;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.job.ComponentResult.Result;
import io.github.dataversealm.solution.job.ImportDocument;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.ServiceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what the service says about a failure into what a person needs: what failed, why, and what to do. */
final class Explanation {

    private static final ErrorCode WRAPPER = new ErrorCode(0x80048033);

    /** A zip that the service refused when it was uploaded: nothing was changed. */
    StepException refused(StageResult stage) {
        Set<String> texts = new LinkedHashSet<>();
        List<MissingDependencyRow> missing = new ArrayList<>(stage.missingDependencies());
        Optional<ErrorCode> code = Optional.empty();
        for (StageResult.ValidationResult result : stage.validationResults()) {
            ServiceText text = ServiceText.read(result.message());
            texts.add(text.text());
            if (missing.isEmpty()) {
                missing.addAll(text.missing());
            }
            if (result.severity().equalsIgnoreCase("Error") && code.isEmpty()) {
                code = Optional.of(result.code());
            }
        }
        return explain("The service refuses the zip; nothing was changed.", code, texts, missing);
    }

    /** A job that failed: the service took back what it did. */
    StepException failed(JobOutcome.Failed outcome, ImportDocument document) {
        Set<String> texts = new LinkedHashSet<>();
        List<MissingDependencyRow> missing = new ArrayList<>();
        take(outcome.shortMessage(), texts, missing);
        take(outcome.message(), texts, missing);
        Optional<ErrorCode> code = outcome.code().filter(found -> !found.equals(WRAPPER));
        for (ComponentResult row : document.components()) {
            if (row.result() == Result.FAILURE) {
                ServiceText text = ServiceText.read(row.text());
                if (missing.isEmpty()) {
                    missing.addAll(text.missing());
                }
                String line = text.text();
                if (!line.isEmpty() && texts.stream().noneMatch(known -> known.contains(line))) {
                    texts.add(row.label() + ": " + line);
                }
                code = code.or(row::code);
            }
        }
        if (texts.isEmpty() && !document.status().isEmpty()) {
            texts.add(ServiceText.read(document.status()).text());
        }
        return explain(
                "The import failed; the service took back what it had done.", code.or(outcome::code), texts, missing);
    }

    /** A call that the service refused. */
    StepException refused(String what, ServiceException fault) {
        Set<String> texts = new LinkedHashSet<>();
        List<MissingDependencyRow> missing = new ArrayList<>();
        take(fault.serviceMessage().isEmpty() ? fault.problem() : fault.serviceMessage(), texts, missing);
        Optional<ErrorAdvice> known = fault.code().flatMap(ErrorAdvice::of);
        if (known.isEmpty()) {
            return new StepException(
                    RunState.FAILED, what + System.lineSeparator() + fault.problem(), fault.advice(), missing);
        }
        fault.requestId().ifPresent(id -> texts.add("The service calls this request " + id + " (for its support)."));
        return explain(what, fault.code(), texts, missing);
    }

    private static void take(String message, Set<String> texts, List<MissingDependencyRow> missing) {
        ServiceText text = ServiceText.read(message);
        if (!text.text().isEmpty() && texts.stream().noneMatch(known -> known.equals(text.text()))) {
            texts.add(text.text());
        }
        if (missing.isEmpty()) {
            missing.addAll(text.missing());
        }
    }

    private StepException explain(
            String what, Optional<ErrorCode> code, Set<String> texts, List<MissingDependencyRow> missing) {
        Optional<ErrorAdvice> known = code.flatMap(ErrorAdvice::of);
        StringBuilder problem = new StringBuilder(what);
        known.ifPresent(fault -> problem.append(' ').append(fault.problem()));
        for (String text : texts) {
            problem.append(System.lineSeparator()).append("  ").append(text);
        }
        code.ifPresent(value -> problem.append(" (").append(value).append(')'));
        String advice = known.map(ErrorAdvice::advice)
                .filter(text -> !text.isEmpty())
                .orElse("The import log may say more, and so may the history: mvn solution:history");
        return new StepException(RunState.FAILED, problem.toString(), advice, missing);
    }
}
