package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedSolution;
import io.github.dataversealm.solution.plan.PlanDocument.Step;
import io.github.dataversealm.solution.plan.PlanOptions;
import io.github.dataversealm.solution.plan.Rollout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A plan for those who approve it, in Markdown, as the summaries of CI systems show it. */
public final class PlanPage {

    private static final int MOST = 100;

    private final List<String> lines = new ArrayList<>();

    private PlanPage() {}

    /**
     * Writes the page beside the plan.
     *
     * @param digest of the plan file, so that it can be told whether what is applied is what was approved
     * @return its path
     */
    public static Path write(Path planFile, PlanDocument plan, String digest) throws IOException {
        Path file = page(planFile);
        Files.writeString(file, String.join("\n", new PlanPage().lines(plan, digest)) + "\n", StandardCharsets.UTF_8);
        return file;
    }

    /** Removes a plan, which is no longer true, with its page. */
    public static void delete(Path planFile) throws IOException {
        if (Files.isRegularFile(planFile)) {
            Files.delete(planFile);
            Files.deleteIfExists(page(planFile));
        }
    }

    private static Path page(Path planFile) {
        String name = String.valueOf(planFile.getFileName());
        return planFile.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".md");
    }

    private List<String> lines(PlanDocument plan, String digest) {
        lines.add("# Plan of " + plan.created());
        lines.add("");
        lines.add("Digest of the plan: " + code(digest));
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
        prerequisites(plan.prerequisites());
        if (!plan.overrides().isEmpty()) {
            lines.add("**Rules of promotion that are overridden:** " + code(String.join(", ", plan.overrides())));
            lines.add("");
        }
        List<String> options = PlanOptions.changed(plan.options());
        if (!options.isEmpty()) {
            lines.add("**Options that are not the usual ones:** "
                    + options.stream().map(PlanPage::code).collect(Collectors.joining(", ")));
            lines.add("");
        }
        rollout(plan.rollout());
        plan.environments().forEach(this::environment);
        return lines;
    }

    private void prerequisites(List<Prerequisite> prerequisites) {
        if (!prerequisites.isEmpty()) {
            lines.add("What has to be there first, and is not imported:");
            lines.add("");
            for (Prerequisite needed : prerequisites) {
                SolutionNode solution = needed.demanded().solution();
                lines.add("- " + code(solution.uniqueName()) + " of "
                        + code(solution.versionless().orElseThrow()) + " in "
                        + code(needed.demanded().demand().toString()) + ", needed by " + code(needed.neededBy()));
            }
            lines.add("");
        }
    }

    private void rollout(Rollout rollout) {
        if (rollout.waves().size() < 2) {
            return;
        }
        lines.add("Waves, one after the other"
                + (rollout.stopOnFailure()
                        ? "; none is begun after one that failed:"
                        : ", **also after one that failed** (" + code("stopOnFailure=false") + "):"));
        lines.add("");
        int number = 1;
        for (List<String> wave : rollout.waves()) {
            lines.add(number++ + ". " + wave.stream().map(PlanPage::code).collect(Collectors.joining(", ")));
        }
        lines.add("");
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
        environment.solutions().forEach(this::notes);
        environment.settings().files().forEach(file -> {
            lines.add("Settings file: " + code(file.file()) + ", sha256 " + code(file.sha256()));
            lines.add("");
        });
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
            if (!preview.patches().isEmpty()) {
                lines.add("Patches that go with the old version of " + code(solution.solution()) + ":");
                lines.add("");
                list(preview.patches());
            }
        });
    }

    private void notes(PlannedSolution solution) {
        if (!solution.notes().isEmpty()) {
            lines.add("Notes on " + code(solution.solution()) + ":");
            lines.add("");
            list(solution.notes());
        }
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
