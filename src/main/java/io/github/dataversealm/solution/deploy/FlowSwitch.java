package io.github.dataversealm.solution.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.WorkflowRow;
import io.github.dataversealm.solution.deploy.FlowReport.FailedFlow;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.progress.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Gives flows and processes the state that they should have: on where they were on before or are new and on in the zip, off
 * where somebody turned them off. A flow that calls another one can only be turned on after it, so what fails is tried again
 * as long as anything else succeeds. The service is not waited for long, and not beyond the time: an import that is done must
 * not hang on a flow service that is down.
 */
final class FlowSwitch {

    /** With the pauses between them half a minute for each flow of a service that is down, or what it asks to wait. */
    private static final int TRIES = 5;

    private static final String TIME_OVER =
            "not tried, the time was over (-Dsolution.maxAsyncWaitTime); run the same command again";

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Workplace target;
    private final Stopwatch stopwatch;
    private final String task;
    private final ObjectMapper json = new ObjectMapper();

    /** @param solution whose flows they are, for people */
    FlowSwitch(Workplace target, Stopwatch stopwatch, String solution) {
        this.target = target;
        this.stopwatch = stopwatch;
        this.task = "Flows of " + solution;
    }

    /** The ids of the flows and processes of an installed solution, with their states. */
    Map<String, Boolean> members(UUID solutionId) {
        return states(dataverse().workflows(solutionId));
    }

    /** The states of those that there are. */
    Map<String, Boolean> states(Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : states(dataverse().workflows(uuids(ids)));
    }

    private static Map<String, Boolean> states(List<WorkflowRow> rows) {
        Map<String, Boolean> states = new LinkedHashMap<>();
        rows.forEach(row -> states.put(row.id().toString(), row.on()));
        return states;
    }

    /** An id comes from a zip, and may be none; then no flow of the environment has it. */
    static List<UUID> uuids(Collection<String> ids) {
        List<UUID> uuids = new ArrayList<>();
        for (String id : ids) {
            if (ID.matcher(id).matches()) {
                uuids.add(UUID.fromString(id));
            }
        }
        return uuids;
    }

    /** Nothing is asked for and nothing done when there is nothing to wish. */
    FlowReport restore(FlowWishes wishes) {
        if (wishes.ids().isEmpty()) {
            return FlowReport.NONE;
        }
        List<WorkflowRow> on = new ArrayList<>();
        List<WorkflowRow> off = new ArrayList<>();
        List<String> keptOff = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        for (WorkflowRow row : dataverse().workflows(uuids(wishes.ids()))) {
            Optional<Boolean> was =
                    Optional.ofNullable(wishes.before().get(row.id().toString()));
            boolean isWanted = was.orElseGet(() -> wishes.on().contains(row.id().toString()));
            if (row.on() == isWanted) {
                if (was.isPresent() && !isWanted) {
                    keptOff.add(row.name());
                }
            } else if (isWanted && was.isEmpty() && !wishes.known()) {
                undecided.add(row.name());
            } else if (isWanted) {
                off.add(row);
            } else if (was.isPresent()) {
                on.add(row);
            }
        }
        List<FailedFlow> failed = new ArrayList<>();
        int all = on.size() + off.size();
        try {
            turnOff(on, all, keptOff, failed);
            List<String> turnedOn = turnOn(off, all, failed);
            return new FlowReport(turnedOn, keptOff, undecided, failed);
        } finally {
            if (all > 0) {
                target.progress()
                        .done(new Progress(target.id(), task, "", OptionalDouble.empty(), stopwatch.elapsed()));
            }
        }
    }

    private void turnOff(List<WorkflowRow> on, int all, List<String> keptOff, List<FailedFlow> failed) {
        for (WorkflowRow row : on) {
            Optional<String> problem = set(row, false, keptOff.size() + failed.size(), all);
            if (problem.isEmpty()) {
                keptOff.add(row.name());
            } else {
                failed.add(
                        new FailedFlow(row.id(), row.name(), false, "it was off before the import: " + problem.get()));
            }
        }
    }

    private List<String> turnOn(List<WorkflowRow> off, int all, List<FailedFlow> failed) {
        List<String> turnedOn = new ArrayList<>();
        List<WorkflowRow> left = off;
        boolean progress = true;
        Map<UUID, String> reasons = new LinkedHashMap<>();
        while (!left.isEmpty() && progress) {
            List<WorkflowRow> next = new ArrayList<>();
            for (WorkflowRow row : left) {
                Optional<String> problem = set(row, true, all - left.size() + next.size(), all);
                if (problem.isEmpty()) {
                    turnedOn.add(row.name());
                } else {
                    // why it failed says more than that the time did not suffice for another try
                    reasons.merge(row.id(), problem.get(), (old, now) -> now.equals(TIME_OVER) ? old : now);
                    next.add(row);
                }
            }
            progress = next.size() < left.size();
            left = next;
        }
        left.forEach(row -> failed.add(new FailedFlow(row.id(), row.name(), true, reasons.get(row.id()))));
        return turnedOn;
    }

    /** @return why it failed */
    private Optional<String> set(WorkflowRow row, boolean on, int done, int all) {
        if (stopwatch.isOver()) {
            return Optional.of(TIME_OVER);
        }
        target.progress()
                .update(new Progress(
                        target.id(),
                        task,
                        "turning " + (on ? "on " : "off ") + row.name(),
                        OptionalDouble.of(100.0 * done / all),
                        stopwatch.elapsed()));
        try {
            dataverse().setWorkflowState(row.id(), on);
            return Optional.empty();
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            return Optional.of(why(e));
        }
    }

    private Dataverse dataverse() {
        return target.dataverse().within(stopwatch.left(), TRIES);
    }

    /** The sentence of the flow service, which is JSON in the text of an error (spec §3.7). */
    private String why(DataverseException fault) {
        if (!(fault instanceof ServiceException refusal)) {
            return fault.problem();
        }
        String text = refusal.serviceMessage();
        int start = text.indexOf('{');
        int end = text.lastIndexOf('}');
        if (start >= 0 && end > start) {
            try {
                JsonNode error = json.readTree(text.substring(start, end + 1)).path("error");
                String message = error.path("message").asText();
                if (!message.isEmpty()) {
                    String code = error.path("code").asText();
                    return code.isEmpty() ? message : code + ": " + message;
                }
            } catch (JsonProcessingException e) {
                // no JSON after all: the text is shown as it is
                return ServiceText.read(text).text();
            }
        }
        return ServiceText.read(text).text();
    }
}
