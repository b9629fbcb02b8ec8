package io.github.dataversealm.solution.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.dependency.VersionRange;
import io.github.dataversealm.solution.deploy.Baseline;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.TargetState;
import io.github.dataversealm.solution.deploy.TargetState.Row;
import io.github.dataversealm.solution.deploy.UpgradePreview;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedSolution;
import io.github.dataversealm.solution.plan.PlanDocument.Step;
import io.github.dataversealm.solution.plan.SettingsPin.SettingsFile;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A plan as JSON. */
final class PlanJson {

    private PlanJson() {}

    // ---------------------------------------------------------------- writing

    static ObjectNode write(ObjectNode node, PlanDocument plan) {
        node.put("created", plan.created().toString());
        node.put("builder", plan.builder());
        node.put("possible", plan.obstacles().isEmpty());
        ObjectNode options = node.putObject("options");
        PlanOptions.values(plan.options()).forEach(options::putPOJO);
        ArrayNode waves = node.putArray("waves");
        plan.rollout().waves().forEach(wave -> wave.forEach(waves.addArray()::add));
        node.put("stopOnFailure", plan.rollout().stopOnFailure());
        ObjectNode command = node.putObject("command");
        texts(command, "goals", plan.command().goals());
        ObjectNode typed = command.putObject("typed");
        plan.command().typed().forEach(typed::put);
        texts(node, "overrides", plan.overrides());
        texts(node, "problems", plan.problems());
        ArrayNode solutions = node.putArray("solutions");
        plan.solutions().forEach(solution -> write(solutions.addObject(), solution));
        ArrayNode prerequisites = node.putArray("prerequisites");
        plan.prerequisites().forEach(prerequisite -> write(prerequisites.addObject(), prerequisite));
        ArrayNode environments = node.putArray("environments");
        plan.environments().forEach(environment -> write(environments.addObject(), environment));
        return node;
    }

    private static void write(ObjectNode node, PlannedPackage solution) {
        node.put("solution", solution.solution());
        node.put("version", solution.version());
        node.put("managed", solution.managed());
        node.put("file", solution.file());
        node.put("sha256", solution.sha256());
        solution.coordinates().ifPresent(coordinates -> node.put("artifact", coordinates.toString()));
        solution.demand().ifPresent(demand -> write(node.putObject("demand"), demand));
    }

    private static void write(ObjectNode node, Prerequisite prerequisite) {
        SolutionNode solution = prerequisite.demanded().solution();
        node.put("solution", solution.uniqueName());
        node.put("version", solution.version().text());
        node.put("managed", solution.managed());
        node.put("artifact", solution.coordinates().orElseThrow().toString());
        node.put("neededBy", prerequisite.neededBy());
        node.put("provided", prerequisite.provided());
        write(node.putObject("demand"), prerequisite.demanded().demand());
    }

    private static void write(ObjectNode node, VersionDemand demand) {
        demand.atLeast().ifPresent(version -> node.put("atLeast", version.text()));
        texts(node, "ranges", demand.ranges().stream().map(VersionRange::text).toList());
    }

    private static void write(ObjectNode node, PlannedEnvironment environment) {
        node.put("id", environment.id());
        node.put("url", environment.url().toString());
        node.put("local", environment.local());
        node.put("production", environment.production());
        node.put("organizationId", environment.organizationId().toString());
        node.put("organization", environment.organization());
        ObjectNode settings = node.putObject("settings");
        ArrayNode files = settings.putArray("files");
        environment
                .settings()
                .files()
                .forEach(file -> files.addObject().put("file", file.file()).put("sha256", file.sha256()));
        texts(settings, "connections", environment.settings().connections());
        texts(settings, "variables", environment.settings().variables());
        ArrayNode promotion = node.putArray("promotion");
        environment
                .verdicts()
                .forEach(verdict -> promotion
                        .addObject()
                        .put("solution", verdict.solution())
                        .put("rule", verdict.rule())
                        .put("result", verdict.outcome().name().toLowerCase(Locale.ROOT))
                        .put("text", verdict.text())
                        .put("advice", verdict.advice()));
        texts(node, "problems", environment.problems());
        ArrayNode solutions = node.putArray("solutions");
        environment.solutions().forEach(solution -> write(solutions.addObject(), solution));
    }

    private static void write(ObjectNode node, PlannedSolution solution) {
        node.put("solution", solution.solution());
        ArrayNode steps = node.putArray("steps");
        solution.steps()
                .forEach(step -> steps.addObject().put("decision", step.word()).put("reason", step.reason()));
        solution.state().installed().ifPresent(row -> write(node.putObject("installed"), row));
        solution.state().holding().ifPresent(row -> write(node.putObject("staged"), row));
        solution.state().parent().ifPresent(row -> write(node.putObject("parent"), row));
        ArrayNode patches = node.putArray("patches");
        solution.state().patches().forEach(row -> write(patches.addObject(), row));
        Baseline jobs = solution.state().jobs();
        if (!jobs.equals(Baseline.NOTHING)) {
            ObjectNode known = node.putObject("lastImport");
            known.put("time", jobs.until().toString());
            texts(
                    known,
                    "jobs",
                    jobs.jobs().stream().map(UUID::toString).sorted().toList());
        }
        solution.upgrade().ifPresent(preview -> {
            ObjectNode upgrade = node.putObject("upgrade");
            upgrade.put("known", preview.isKnown());
            texts(upgrade, "removes", preview.removed());
            texts(upgrade, "dependents", preview.dependents());
            texts(upgrade, "patches", preview.patches());
        });
        texts(node, "problems", solution.problems());
        texts(node, "notes", solution.notes());
    }

    private static void write(ObjectNode node, Row row) {
        node.put("solution", row.solution());
        node.put("version", row.version());
        node.put("managed", row.managed());
    }

    private static void texts(ObjectNode node, String name, Collection<String> texts) {
        ArrayNode array = node.putArray(name);
        texts.forEach(array::add);
    }

    // ---------------------------------------------------------------- reading

    static PlanDocument read(PlanNode node) {
        PlanDocument plan = new PlanDocument(
                node.parsed("created", Instant::parse),
                node.text("builder"),
                PlanOptions.read(node.object("options")),
                new Rollout(node.textLists("waves"), node.flag("stopOnFailure")),
                command(node.object("command")),
                node.texts("overrides"),
                node.texts("problems"),
                node.list("solutions", PlanJson::solutionPackage),
                node.list("prerequisites", PlanJson::prerequisite),
                node.list("environments", PlanJson::environment));
        // One that could not be planned is in a wave, and nothing else is said of it.
        List<String> ids =
                plan.environments().stream().map(PlannedEnvironment::id).toList();
        if (plan.obstacles().isEmpty() && !plan.rollout().isOf(ids)) {
            throw node.wrong("waves");
        }
        return plan;
    }

    private static PlanCommand command(PlanNode node) {
        try {
            return new PlanCommand(node.texts("goals"), node.object("typed").members());
        } catch (IllegalArgumentException e) {
            throw node.wrong("command");
        }
    }

    private static PlannedPackage solutionPackage(PlanNode node) {
        return new PlannedPackage(
                node.text("solution"),
                node.text("version"),
                node.flag("managed"),
                node.text("file"),
                node.text("sha256"),
                node.optional("artifact", Coordinates::parse),
                node.optionalObject("demand").map(PlanJson::demand));
    }

    private static Prerequisite prerequisite(PlanNode node) {
        SolutionNode solution = SolutionNode.named(
                node.text("solution"),
                node.parsed("version", SolutionVersion::new),
                node.flag("managed"),
                node.parsed("artifact", Coordinates::parse));
        return new Prerequisite(
                new DemandedSolution(solution, demand(node.object("demand"))),
                node.text("neededBy"),
                node.flag("provided"));
    }

    private static VersionDemand demand(PlanNode node) {
        return new VersionDemand(
                node.optional("atLeast", SolutionVersion::new), node.parsedTexts("ranges", PlanJson::range));
    }

    private static VersionRange range(String text) {
        return VersionRange.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static PlannedEnvironment environment(PlanNode node) {
        String id = node.text("id");
        PlanNode settings = node.object("settings");
        return new PlannedEnvironment(
                id,
                node.parsed("url", URI::create),
                node.flag("local"),
                node.flag("production"),
                node.parsed("organizationId", UUID::fromString),
                node.text("organization"),
                new SettingsPin(
                        settings.list("files", file -> new SettingsFile(file.text("file"), file.text("sha256"))),
                        settings.texts("connections"),
                        settings.texts("variables")),
                node.list("promotion", verdict -> verdict(id, verdict)),
                node.texts("problems"),
                node.list("solutions", PlanJson::solution));
    }

    private static Verdict verdict(String environment, PlanNode node) {
        return new Verdict(
                node.text("rule"),
                environment,
                node.text("solution"),
                node.parsed("result", text -> Verdict.Outcome.valueOf(text.toUpperCase(Locale.ROOT))),
                node.text("text"),
                node.text("advice"));
    }

    private static PlannedSolution solution(PlanNode node) {
        return new PlannedSolution(
                node.text("solution"),
                new TargetState(
                        row(node, "installed"),
                        row(node, "staged"),
                        row(node, "parent"),
                        node.list("patches", PlanJson::row),
                        node.optionalObject("lastImport")
                                .map(PlanJson::baseline)
                                .orElse(Baseline.NOTHING)),
                node.list("steps", step -> new Step(step.text("decision"), step.text("reason"))),
                node.optionalObject("upgrade").map(PlanJson::preview),
                node.texts("problems"),
                node.texts("notes"));
    }

    private static Optional<Row> row(PlanNode node, String name) {
        return node.optionalObject(name).map(PlanJson::row);
    }

    private static Row row(PlanNode node) {
        return new Row(node.text("solution"), node.text("version"), node.flag("managed"));
    }

    private static Baseline baseline(PlanNode node) {
        return new Baseline(
                node.parsed("time", Instant::parse), Set.copyOf(node.parsedTexts("jobs", UUID::fromString)));
    }

    private static UpgradePreview preview(PlanNode node) {
        return new UpgradePreview(
                node.texts("removes"), node.texts("dependents"), node.texts("patches"), node.flag("known"));
    }
}
