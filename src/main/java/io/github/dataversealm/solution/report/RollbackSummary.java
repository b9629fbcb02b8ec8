package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.TextTable;
import io.github.dataversealm.solution.rollback.Losses;
import io.github.dataversealm.solution.rollback.LostComponent;
import io.github.dataversealm.solution.rollback.RollbackPlan;
import io.github.dataversealm.solution.rollback.Way;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the rollback of a solution would do, for people. */
public final class RollbackSummary {

    private static final int MOST_NAMES = 50;

    private final Function<Path, String> shown;

    /** @param shown how a path is shown */
    public RollbackSummary(Function<Path, String> shown) {
        this.shown = shown;
    }

    /** The lines about one solution. */
    public List<String> lines(RollbackPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(plan.solution() + ": "
                + plan.installed().map(RollbackSummary::installed).orElse("not installed"));
        plan.holding()
                .ifPresent(holding ->
                        lines.add("  Staged and not applied: " + holding.uniqueName() + " " + holding.version()));
        if (!plan.patches().isEmpty()) {
            lines.add("  Patches: "
                    + String.join(
                            ", ",
                            plan.patches().stream()
                                    .map(patch -> patch.uniqueName() + " " + patch.version())
                                    .toList()));
        }
        lines.add("  Back to: "
                + plan.to()
                        .map(version -> version + " (" + plan.toReason() + ")")
                        .orElse(plan.toReason()));
        lines.add("  Its zip: " + plan.zip().map(this::zip).orElse("not known"));
        content(plan, lines);
        lines.add("  The ways:");
        ways(plan).forEach(line -> lines.add("    " + line));
        if (plan.refusal().isEmpty()) {
            lines.add("  The way that is taken: " + plan.chosen() + ". " + plan.why());
            some(
                    "  Keeps running, although "
                            + plan.to().map(Object::toString).orElse("the older version") + " does not have it",
                    plan.keepsRunning(),
                    lines);
            if (!plan.isDone()) {
                losses(plan, lines);
            }
            plan.notes().forEach(note -> lines.add("  " + note));
        }
        return lines;
    }

    private static String installed(InstalledSolution row) {
        return row.version() + (row.managed() ? " (managed)" : " (unmanaged)") + " is installed"
                + row.installedOn()
                        .map(Instant::toString)
                        .map(time -> ", since " + time.replace('T', ' ').replaceAll(":\\d\\d(\\.\\d+)?Z$", ""))
                        .orElse("");
    }

    private String zip(SolutionPackage zip) {
        return zip.origin()
                        .map(Origin::coordinates)
                        .map(coordinates -> coordinates + " from the Maven repository, ")
                        .orElse("")
                + shown.apply(zip.zip()) + ", sha256 " + zip.sha256();
    }

    private static void content(RollbackPlan plan, List<String> lines) {
        if (plan.zip().isEmpty() || plan.installed().isEmpty()) {
            return;
        }
        Losses newer = plan.onlyNewer();
        String installed = plan.installed().get().version();
        if (newer.components().isEmpty() && plan.comesBack().isEmpty()) {
            lines.add("  Both versions have the same components.");
            return;
        }
        // the columns of a table that goes are not named one by one
        Predicate<LostComponent> ofGoneTable = component -> component.isColumn()
                && newer.components().stream()
                        .anyMatch(table -> table.isTable() && table.table().equals(component.table()));
        some(
                "  Only in " + installed,
                newer.components().stream()
                        .filter(ofGoneTable.negate())
                        .map(component -> component + data(component, newer))
                        .toList(),
                lines);
        some("  Only in " + plan.to().map(Object::toString).orElse("the older version"), plan.comesBack(), lines);
        some(
                "  What needs something that is only in " + installed,
                newer.dependents().stream().map(Losses.Dependent::toString).toList(),
                lines);
    }

    /** How many rows or values the component holds. */
    private static String data(LostComponent component, Losses losses) {
        if (component.isTable()) {
            return losses.tables().stream()
                    .filter(rows -> rows.table().equals(component.table()))
                    .findFirst()
                    .map(rows -> ": " + rows.amount())
                    .orElse("");
        }
        if (component.isColumn()) {
            return losses.columns().stream()
                    .filter(values -> values.table().equals(component.table())
                            && values.column().equalsIgnoreCase(component.schemaName()))
                    .findFirst()
                    .map(values -> ": " + values.amount()
                            + (values.amount().isUnread() ? "" : values.amount().number() == 1 ? " has" : " have")
                            + (values.amount().isUnread() ? "" : " a value"))
                    .orElse("");
        }
        return "";
    }

    private static List<String> ways(RollbackPlan plan) {
        TextTable table = new TextTable("Way", "Can be taken", "Version then", "What goes", "What stays");
        for (RollbackPlan.Option option : plan.options()) {
            String mark = plan.refusal().isEmpty() && option.way() == plan.chosen() ? " <-" : "";
            table.row(
                    option.way() + mark,
                    option.isPossible() ? "yes" : "no: " + option.impossible(),
                    option.after(),
                    option.goes(),
                    option.stays());
        }
        return table.lines();
    }

    private static void losses(RollbackPlan plan, List<String> lines) {
        Losses losses = plan.option().losses();
        if (plan.chosen() == Way.REPUBLISH) {
            // what goes stands above
            some("  Stops running", losses.stopped(), lines);
            some("  Data that is lost", losses.data(), lines);
            return;
        }
        some(
                "  Components that go",
                losses.components().stream().map(LostComponent::toString).toList(),
                lines);
        some("  Stops running", losses.stopped(), lines);
        some("  Data that is lost", losses.data(), lines);
    }

    private static void some(String heading, List<String> names, List<String> lines) {
        if (names.isEmpty()) {
            return;
        }
        lines.add(heading + " (" + names.size() + "):");
        names.stream().limit(MOST_NAMES).forEach(name -> lines.add("    " + name));
        if (names.size() > MOST_NAMES) {
            lines.add("    and " + (names.size() - MOST_NAMES) + " more");
        }
    }
}
