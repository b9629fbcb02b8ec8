package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.Variable;
import io.github.dataversealm.solution.check.javascript.Script;
import io.github.dataversealm.solution.check.javascript.ScriptTooLargeException;
import io.github.dataversealm.solution.check.rule.Inspection.Task;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cuts the analysis of the files of a solution into tasks: each reads one file, shows it to its rules, and lets it go. */
final class FileTasks {

    private static final int MAX_TEXT = 32 << 20;

    private final Solution solution;
    private final Inspection inspection;
    private final JsonDocuments documents = new JsonDocuments();
    private final Map<String, ScriptUses> scriptUses;

    FileTasks(Solution solution, Inspection inspection) {
        this.solution = solution;
        this.inspection = inspection;
        this.scriptUses = ScriptUses.of(solution);
    }

    void addTo(List<Task> tasks) {
        for (Part process : solution.processes()) {
            process.content()
                    .filter(file -> file.endsWith(".json"))
                    .ifPresent(file -> add(tasks, file, process, out -> {
                        flow(process, file, out);
                    }));
        }
        for (Part process : solution.processes()) {
            process.content()
                    .filter(file -> file.endsWith(".xaml"))
                    .ifPresent(file -> add(tasks, file, process, out -> {
                        Xaml xaml = Xaml.read(solution, process, file);
                        inspection.look(Scope.XAML, xaml, file.path(), inspection.deadline(), out);
                        inspection.look(
                                Scope.SECRETS,
                                new SecretText(
                                        solution.subject().name(),
                                        process.subject(),
                                        solution.origin(file),
                                        SecretText.unescaped(
                                                Texts.decode(solution.tree().read(file, MAX_TEXT))),
                                        Optional.empty(),
                                        true),
                                file.path(),
                                inspection.deadline(),
                                out);
                    }));
        }
        for (Part process : solution.processes()) {
            if (DesktopFlowReader.isDesktopFlow(process)) {
                solution.tree()
                        .find(process.element().origin().file())
                        .ifPresent(file -> add(tasks, file, process, out -> {
                            desktopFlow(process, out);
                        }));
            }
        }
        for (Part webResource : solution.webResources()) {
            webResource
                    .content()
                    .ifPresent(file -> add(tasks, file, webResource, out -> {
                        webResource(webResource, file, out);
                    }));
        }
        for (Part app : solution.parts("CanvasApp")) {
            app.content()
                    .ifPresent(file -> add(tasks, file, app, out -> {
                        canvas(app, file, out);
                    }));
        }
        for (PackageFile file : solution.tree().files()) {
            if ((file.isIn("Connector") || file.isIn("Connectors"))
                    && (file.endsWith(".json") || file.endsWith(".csx"))) {
                tasks.add(inspection.fileTask(solution, file, solution.subject(), out -> connectorSecrets(file, out)));
            }
        }
        for (PackageFile file : new OtherTexts(solution).files()) {
            tasks.add(inspection.fileTask(solution, file, solution.subject(), out -> otherSecrets(file, out)));
        }
        for (Part step : solution.steps()) {
            if (!step.text("Configuration").isEmpty()) {
                tasks.add(out -> stepSecrets(step, out));
            }
        }
        for (Part connector : solution.parts("Connector")) {
            solution.tree()
                    .find(connector.element().origin().file())
                    .ifPresent(file -> add(tasks, file, connector, out -> {
                        ConnectorFile parts = new ConnectorReader(solution, documents).read(connector);
                        inspection.look(
                                Scope.CONNECTOR, parts, connector.subject().toString(), inspection.deadline(), out);
                    }));
        }
        new PluginTasks(solution, inspection).addTo(tasks);
        for (Variable variable : solution.variables()) {
            tasks.add(out -> variable(variable, out));
        }
    }

    private void add(List<Task> tasks, PackageFile file, Part part, Task task) {
        tasks.add(inspection.fileTask(solution, file, part.subject(), task));
    }

    private void flow(Part process, PackageFile file, List<RawFinding> out) throws IOException {
        Origin origin = solution.origin(file);
        byte[] content = solution.tree().read(file, MAX_TEXT);
        Json json = Json.ABSENT;
        Optional<SolutionException> problem = Optional.empty();
        try {
            json = documents.read(content, file.path());
        } catch (SolutionException e) {
            problem = Optional.of(e);
        }
        Deadline deadline = inspection.deadline();
        inspection.look(Scope.FLOW, new Flow(solution, process, origin, json, problem), file.path(), deadline, out);
        inspection.look(
                Scope.SECRETS,
                new SecretText(
                        solution.subject().name(),
                        process.subject(),
                        origin,
                        Texts.decode(content),
                        Optional.empty(),
                        true),
                file.path(),
                deadline,
                out);
    }

    private void desktopFlow(Part process, List<RawFinding> out) throws IOException {
        Deadline deadline = inspection.deadline();
        Optional<DesktopFlow> flow = new DesktopFlowReader(solution, documents).read(process, deadline);
        if (flow.isPresent()) {
            String what = process.subject().toString();
            inspection.look(Scope.DESKTOP_FLOW, flow.get(), what, deadline, out);
            Place place = flow.get().place(1);
            inspection.look(
                    Scope.SECRETS,
                    new SecretText(
                            solution.subject().name(),
                            process.subject(),
                            place.origin(),
                            flow.get().text(),
                            Optional.of(place),
                            true),
                    what,
                    deadline,
                    out);
        }
    }

    private void webResource(Part webResource, PackageFile file, List<RawFinding> out) throws IOException {
        Origin origin = solution.origin(file);
        String number = webResource.text("WebResourceType");
        int type = number.matches("[0-9]{1,2}") ? Integer.parseInt(number) : 0;
        byte[] content = solution.tree().read(file, MAX_TEXT);
        Deadline deadline = inspection.deadline();
        inspection.look(
                Scope.WEB_RESOURCE,
                new WebResourceFile(solution, webResource, file, type, origin, content),
                file.path(),
                deadline,
                out);
        if (type == 3 && inspection.runs(Scope.SCRIPT) && !isLibrary(webResource.name())) {
            Script script = script(content, file, deadline);
            ScriptUses uses = scriptUses.getOrDefault(webResource.name().toLowerCase(Locale.ROOT), ScriptUses.NONE);
            inspection.look(
                    Scope.SCRIPT,
                    new ScriptFile(webResource.name(), webResource.subject(), origin, script, uses),
                    file.path(),
                    deadline,
                    out);
        }
        if (type >= 1 && type <= 4 || type == 9 || type == 12) {
            inspection.look(
                    Scope.SECRETS,
                    new SecretText(
                            solution.subject().name(),
                            webResource.subject(),
                            origin,
                            Texts.decode(content),
                            Optional.empty(),
                            false),
                    file.path(),
                    deadline,
                    out);
        }
    }

    private static Script script(byte[] content, PackageFile file, Deadline deadline) throws IOException {
        try {
            return Script.of(Texts.decode(content), deadline::check);
        } catch (ScriptTooLargeException e) {
            throw new IOException(file.path() + " is not analysed: " + e.getMessage(), e);
        }
    }

    /** Libraries of others, which nobody mends here: the exclusions that users of Microsoft's checker have. */
    static boolean isLibrary(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return file.contains("jquery")
                || file.contains("bootstrap")
                || file.endsWith(".min.js")
                || file.contains(".min_");
    }

    private void canvas(Part app, PackageFile file, List<RawFinding> out) throws IOException {
        CanvasFile canvas;
        Origin origin = solution.origin(file);
        CanvasSecrets secrets = new CanvasSecrets(solution.subject().name(), app, origin, documents, inspection);
        Deadline deadline = inspection.deadline();
        try (InputStream in = solution.tree().open(file)) {
            canvas = new CanvasReader(documents).read(app, origin, in, deadline, (name, content) -> {
                if (content.isPresent()) {
                    secrets.look(name, content.get(), deadline);
                } else {
                    inspection.notAnalysed(file.path(), "its part " + name + " is too large to be looked at");
                }
            });
        }
        inspection.look(Scope.CANVAS, canvas, file.path(), deadline, out);
        out.addAll(secrets.findings());
    }

    private void connectorSecrets(PackageFile file, List<RawFinding> out) throws IOException {
        String name = file.name().replaceFirst("_[a-z]+\\.json$", "");
        inspection.look(
                Scope.SECRETS,
                new SecretText(
                        solution.subject().name(),
                        new Subject("Connector", name),
                        solution.origin(file),
                        Texts.decode(solution.tree().read(file, MAX_TEXT)),
                        Optional.empty(),
                        true),
                file.path(),
                inspection.deadline(),
                out);
    }

    private void otherSecrets(PackageFile file, List<RawFinding> out) throws IOException {
        String text = Texts.decode(solution.tree().read(file, MAX_TEXT));
        inspection.look(
                Scope.SECRETS,
                new SecretText(
                        solution.subject().name(),
                        new Subject("File", file.path()),
                        solution.origin(file),
                        file.endsWith(".xml") ? SecretText.unescaped(text) : text,
                        Optional.empty(),
                        true),
                file.path(),
                inspection.deadline(),
                out);
    }

    /** The configuration of a step can be read by everybody, and travels with the solution. */
    private void stepSecrets(Part step, List<RawFinding> out) {
        Place place =
                step.element().first("Configuration").orElse(step.element()).place();
        inspection.look(
                Scope.SECRETS,
                new SecretText(
                        solution.subject().name(),
                        step.subject(),
                        place.origin(),
                        step.text("Configuration"),
                        Optional.of(place),
                        true),
                step.subject().toString(),
                inspection.deadline(),
                out);
    }

    private void variable(Variable variable, List<RawFinding> out) {
        Subject subject = variable.subject();
        Deadline deadline = inspection.deadline();
        inspection.look(
                Scope.SECRETS,
                new SecretText(
                        solution.subject().name(),
                        subject,
                        variable.place().origin(),
                        variable.defaultValue(),
                        Optional.of(variable.place()),
                        true),
                subject.toString(),
                deadline,
                out);
        variable.value()
                .ifPresent(value -> inspection.look(
                        Scope.SECRETS,
                        new SecretText(
                                solution.subject().name(),
                                subject,
                                variable.valuePlace().origin(),
                                value,
                                Optional.of(variable.valuePlace()),
                                true),
                        subject.toString(),
                        deadline,
                        out));
    }
}
