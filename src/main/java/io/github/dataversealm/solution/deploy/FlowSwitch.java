package io.github.dataversealm.solution.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.contents.Workflow;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.WorkflowRow;
import io.github.dataversealm.solution.deploy.FlowReport.FailedFlow;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Workplace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives flows and processes the state that they should have after an import: on where they were on before or are new and on
 * in the zip, off where somebody turned them off. A flow that calls another one can only be turned on after it, so what fails
 * is tried again as long as anything else succeeds.
 */
final class FlowSwitch {

    private final Workplace target;
    private final ObjectMapper json = new ObjectMapper();

    FlowSwitch(Workplace target) {
        this.target = target;
    }

    /** The state of every flow and process of an installed solution, by id. */
    Map<String, Boolean> snapshot(UUID solutionId) {
        Map<String, Boolean> states = new LinkedHashMap<>();
        for (WorkflowRow row : target.dataverse().workflows(solutionId)) {
            states.put(row.id().toString(), row.on());
        }
        return states;
    }

    /**
     * @param before the state before the import
     * @param isKnown whether the state before the import is known; without it nothing is turned on, because somebody may have
     *     turned it off on purpose
     * @param activateNew whether flows that were not there before are turned on when the zip has them on
     */
    FlowReport restore(
            UUID solutionId,
            List<Workflow> packaged,
            Map<String, Boolean> before,
            boolean isKnown,
            boolean activateNew) {
        List<WorkflowRow> off = new ArrayList<>();
        List<String> keptOff = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        List<FailedFlow> failed = new ArrayList<>();
        for (WorkflowRow row : target.dataverse().workflows(solutionId)) {
            Boolean was = before.get(row.id().toString());
            boolean isPackaged =
                    packaged.stream().anyMatch(flow -> flow.id().equals(row.id().toString()));
            boolean isOnInZip =
                    packaged.stream().anyMatch(flow -> flow.id().equals(row.id().toString()) && flow.activated());
            boolean wanted = was == null ? activateNew && isOnInZip : was;
            if (!isPackaged || row.on() == wanted) {
                if (isPackaged && !wanted && Boolean.FALSE.equals(was)) {
                    keptOff.add(row.name());
                }
            } else if (wanted && !isKnown) {
                undecided.add(row.name());
            } else if (wanted) {
                off.add(row);
            } else if (was != null) {
                turnOff(row, keptOff, failed);
            }
        }
        List<String> turnedOn = turnOn(off, failed);
        return new FlowReport(turnedOn, keptOff, undecided, failed);
    }

    private void turnOff(WorkflowRow row, List<String> keptOff, List<FailedFlow> failed) {
        try {
            target.dataverse().setWorkflowState(row.id(), false);
            keptOff.add(row.name());
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            failed.add(new FailedFlow(row.name(), false, "it was off before the import: " + why(e)));
        }
    }

    private List<String> turnOn(List<WorkflowRow> off, List<FailedFlow> failed) {
        List<String> turnedOn = new ArrayList<>();
        List<WorkflowRow> left = off;
        boolean progress = true;
        Map<UUID, String> reasons = new LinkedHashMap<>();
        while (!left.isEmpty() && progress) {
            List<WorkflowRow> next = new ArrayList<>();
            for (WorkflowRow row : left) {
                try {
                    target.dataverse().setWorkflowState(row.id(), true);
                    turnedOn.add(row.name());
                } catch (InterruptedCallException e) {
                    throw e;
                } catch (DataverseException e) {
                    reasons.put(row.id(), why(e));
                    next.add(row);
                }
            }
            progress = next.size() < left.size();
            left = next;
        }
        left.forEach(row -> failed.add(new FailedFlow(row.name(), true, reasons.get(row.id()))));
        return turnedOn;
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
