package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.deploy.Decision;
import io.github.dataversealm.solution.deploy.SolutionPlan;
import io.github.dataversealm.solution.deploy.UpgradePreview;
import java.util.ArrayList;
import java.util.List;

/** What an import would do, for people. */
public final class PlanSummary {

    private static final int MOST_NAMES = 50;

    private PlanSummary() {}

    /** The lines about one solution. */
    public static List<String> lines(SolutionPlan plan) {
        List<String> lines = new ArrayList<>();
        int number = 1;
        for (Decision step : plan.steps()) {
            String place = plan.steps().size() == 1 ? "" : number++ + ". ";
            lines.add(plan.solution().label() + ": " + place + step.word() + ". " + step.reason());
            if (step instanceof Decision.Refuse refuse) {
                lines.add("  " + refuse.advice());
            }
        }
        plan.upgrade().ifPresent(preview -> lines.addAll(preview(preview)));
        plan.notes().forEach(note -> lines.add("  " + note));
        plan.problems().forEach(problem -> ("PROBLEM: " + problem).lines().forEach(line -> lines.add("  " + line)));
        DependencyTable.brief(plan.missing(), "").forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** What an upgrade takes away. */
    public static List<String> preview(UpgradePreview preview) {
        List<String> lines = new ArrayList<>();
        if (!preview.isKnown()) {
            lines.add("  The environment does not tell which components would be removed.");
        } else if (preview.removed().isEmpty()) {
            lines.add("  No component is removed.");
        } else {
            lines.add("  Components that are removed, with their data ("
                    + preview.removed().size() + "):");
            some(preview.removed(), lines);
        }
        if (!preview.dependents().isEmpty()) {
            lines.add("  What depends on them, which would keep the upgrade from working ("
                    + preview.dependents().size() + "):");
            some(preview.dependents(), lines);
        }
        if (!preview.patches().isEmpty()) {
            lines.add("  Patches that go with the old version: " + String.join(", ", preview.patches()));
        }
        return lines;
    }

    private static void some(List<String> names, List<String> lines) {
        names.stream().limit(MOST_NAMES).forEach(name -> lines.add("    " + name));
        if (names.size() > MOST_NAMES) {
            lines.add("    and " + (names.size() - MOST_NAMES) + " more");
        }
    }
}
