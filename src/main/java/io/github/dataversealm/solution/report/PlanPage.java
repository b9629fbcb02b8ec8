package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedSolution;
import io.github.dataversealm.solution.plan.PlanDocument.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plan for those who approve it, in Markdown, as the summaries of CI systems show it. */
public final class PlanPage {

    private static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();

    private PlanPage() {}

    /** Writes the page beside the plan. @return its path */
    public static Path write(Path planFile, PlanDocument plan) throws IOException {
        String name = String.valueOf(planFile.getFileName());
        Path file =
                planFile.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".md");
        Files.writeString(file, String.join("\n", new PlanPage().lines(plan)) + "\n", StandardCharsets.UTF_8);
        return file;
    }

    private List<String> lines(PlanDocument plan) {
        lines.add("# Plan of " + plan.created());
        lines.add("");
        List<String> obstacles = plan.obstacles();
        if (!obstacles.isEmpty()) {
            lines.add("**This import would fail:**");
            lines.add("");
            list(obstacles);
        }
        lines.add("| solution | artifact | sha256 |");
        lines.add("| --- | --- | --- |");
        plan.solutions()
                .forEach(solution -> lines.add("| " + code(solution.label()) + " | "
                        + code(solution.coordinates().map(Coordinates::toString).orElse(solution.file())) + " | "
                        + code(solution.sha256()) + " |"));
        lines.add("");
        if (!plan.overrides().isEmpty()) {
            lines.add("**Rules of promotion that are overridden:** " + code(String.join(", ", plan.overrides())));
            lines.add("");
        }
        plan.environments().forEach(this::environment);
        return lines;
    }

    private void environment(PlannedEnvironment environment) {
        lines.add("## " + code(environment.id()) + (environment.production() ? " (production)" : ""));
        lines.add("");
        lines.add(code(environment.url().toString()) + ", organization "
                + code(environment.organizationId().toString())
                + (environment.organization().isEmpty() ? "" : " " + code(environment.organization())));
        lines.add("");
        lines.add("| solution | installed | what is done | why |");
        lines.add("| --- | --- | --- | --- |");
        for (PlannedSolution solution : environment.solutions()) {
            for (Step step : solution.steps()) {
                lines.add("| " + code(solution.solution()) + " | "
                        + code(solution.state()
                                .installed()
                                .map(row -> row.version() + (row.managed() ? " managed" : " unmanaged"))
                                .orElse("-"))
                        + " | " + code(step.word()) + " | " + code(step.reason()) + " |");
            }
        }
        lines.add("");
        environment.solutions().forEach(this::upgrade);
        if (!environment.settings().connections().isEmpty()
                || !environment.settings().variables().isEmpty()) {
            List<String> names = new ArrayList<>(environment.settings().connections());
            names.addAll(environment.settings().variables());
            lines.add("Connections and values that are set: " + code(String.join(", ", names)));
            lines.add("");
        }
        if (!environment.verdicts().isEmpty()) {
            lines.add("| rule | result | solution | evidence |");
            lines.add("| --- | --- | --- | --- |");
            for (Verdict verdict : environment.verdicts()) {
                String result =
                        switch (verdict.outcome()) {
                            case KEPT -> "kept";
                            case VIOLATED -> "**not kept**";
                            case OVERRIDDEN -> "**overridden**";
                        };
                lines.add("| " + code(verdict.rule()) + " | " + result + " | " + code(verdict.solution()) + " | "
                        + code(verdict.text()) + " |");
            }
            lines.add("");
        }
    }

    private void upgrade(PlannedSolution solution) {
        solution.upgrade().ifPresent(preview -> {
            if (!preview.isKnown()) {
                lines.add("What the upgrade of " + code(solution.solution())
                        + " removes, the environment does not tell.");
                lines.add("");
            } else if (!preview.removed().isEmpty()) {
                lines.add("The upgrade of " + code(solution.solution()) + " removes, with their data ("
                        + preview.removed().size() + "):");
                lines.add("");
                list(preview.removed());
            }
            if (!preview.dependents().isEmpty()) {
                lines.add("What depends on them (" + preview.dependents().size() + "):");
                lines.add("");
                list(preview.dependents());
            }
        });
    }

    private void list(List<String> texts) {
        texts.stream().limit(MOST).forEach(text -> lines.add("- " + code(text)));
        if (texts.size() > MOST) {
            lines.add("- and " + (texts.size() - MOST) + " more");
        }
        lines.add("");
    }

    /** Words of zips and servers are not trusted: nothing in them may become a link, a picture or a cell of its own. */
    private static String code(String text) {
        String clean = text.replaceAll("[`|\\p{Cntrl}]+", " ").strip();
        return clean.isEmpty() ? "" : "`" + clean + "`";
    }
}
