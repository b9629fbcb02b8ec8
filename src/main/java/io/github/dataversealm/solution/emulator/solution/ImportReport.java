package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.model.PackageType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The document {@code importjob.data}: what became of each component (spec dataverse-web-api §3.3). */
final class ImportReport {

    /** The progress in the document of an import that failed at the manifest (a recorded value). */
    private static final String MANIFEST_PROGRESS = "14.8387096774194";

    /** The elements that are there in every document, in their order; those of {@link ComponentTypes} are put among them. */
    private static final List<String> CONTAINERS = List.of(
            "entities",
            "nodes",
            "settings",
            "dashboards",
            "securityroles",
            "workflows",
            "templates",
            "optionSets",
            "ConnectionRoles",
            "SolutionPluginAssemblies",
            "SdkMessageProcessingSteps",
            "ServiceEndpoints",
            "webResources",
            "reports",
            "FieldSecurityProfiles");

    /** What became of a component besides success. */
    record Warning(Component component, int code, String text) {}

    private final StringBuilder xml = new StringBuilder(4096);
    private final Moment start;
    private final Moment stop;

    private ImportReport(Instant start, Instant stop) {
        this.start = new Moment(start);
        this.stop = new Moment(stop);
    }

    static String success(SolutionPackage imported, List<Warning> warnings, Instant start, Instant stop, Knobs knobs) {
        ImportReport report = new ImportReport(start, stop);
        report.open(knobs.finalProgress() == 80 ? "80" : "73.08", "succeeded=\"success\" ");
        report.manifest(imported.header(), Optional.empty());
        report.components(imported, warnings, Optional.empty());
        report.xml.append("</importexportxml>");
        return report.xml.toString();
    }

    /** @param component the component at fault; empty: the manifest is */
    static String failure(
            SolutionPackage imported,
            Optional<Component> component,
            ServiceFault fault,
            String text,
            Instant start,
            Instant stop) {
        ImportReport report = new ImportReport(start, stop);
        report.open(
                component.isPresent() ? "41.94" : MANIFEST_PROGRESS,
                "succeeded=\"failure\" status=\"" + XmlText.escaped(text) + "\" ");
        if (component.isPresent()) {
            report.manifest(imported.header(), Optional.empty());
            report.components(imported, List.of(), Optional.of(new Warning(component.get(), fault.code(), text)));
        } else {
            report.manifest(imported.header(), Optional.of(new Warning(null, fault.code(), text)));
        }
        report.xml.append("</importexportxml>");
        return report.xml.toString();
    }

    /** For a job that has not ended. */
    static String running(Instant now) {
        ImportReport report = new ImportReport(now, now);
        report.open("0", "");
        report.xml.append("</importexportxml>");
        return report.xml.toString();
    }

    /** For a package that cannot be read. */
    static String unreadable(ServiceFault fault, Instant start, Instant stop) {
        ImportReport report = new ImportReport(start, stop);
        report.open("0", "succeeded=\"failure\" status=\"" + XmlText.escaped(fault.getMessage()) + "\" ");
        report.xml.append("<solutionManifests><solutionManifest processed=\"true\">");
        report.result("failure", fault.code(), fault.getMessage());
        report.xml.append("</solutionManifest></solutionManifests></importexportxml>");
        return report.xml.toString();
    }

    private void open(String progress, String verdict) {
        xml.append("<importexportxml start=\"").append(start.ticks());
        xml.append("\" stop=\"").append(stop.ticks());
        xml.append("\" progress=\"").append(progress).append("\" ").append(verdict);
        xml.append("processed=\"true\">");
    }

    private void manifest(SolutionHeader header, Optional<Warning> failure) {
        int language = header.languageCode();
        xml.append("<solutionManifests><solutionManifest languagecode=\"")
                .append(language)
                .append("\" id=\"");
        XmlText.escape(xml, header.uniqueName());
        xml.append("\" LocalizedName=\"");
        XmlText.escape(xml, header.friendlyName());
        xml.append("\" processed=\"true\">");
        element("UniqueName", header.uniqueName());
        names(header.friendlyName(), header.description(), language);
        element("Version", header.version().text());
        element("Managed", header.packageType() == PackageType.MANAGED ? "1" : "0");
        xml.append("<Publisher>");
        element("UniqueName", header.publisher().uniqueName());
        names(header.publisher().friendlyName(), header.publisher().description(), language);
        xml.append("<Addresses /></Publisher><results />");
        if (failure.isPresent()) {
            result("failure", failure.get().code(), failure.get().text());
        } else {
            result("success", 0, "");
        }
        xml.append("</solutionManifest></solutionManifests>");
    }

    private void names(String name, String description, int language) {
        xml.append("<LocalizedNames><LocalizedName description=\"");
        XmlText.escape(xml, name);
        xml.append("\" languagecode=\"").append(language).append("\" /></LocalizedNames>");
        xml.append("<Descriptions><Description description=\"");
        XmlText.escape(xml, description);
        xml.append("\" languagecode=\"").append(language).append("\" /></Descriptions>");
    }

    private void element(String name, String text) {
        xml.append('<').append(name).append('>');
        XmlText.escape(xml, text);
        xml.append("</").append(name).append('>');
    }

    private void components(SolutionPackage imported, List<Warning> warnings, Optional<Warning> failure) {
        Map<String, List<Component>> byContainer = new LinkedHashMap<>();
        CONTAINERS.forEach(container -> byContainer.put(container, new ArrayList<>()));
        for (Component component : imported.contents().components()) {
            String container = container(component);
            if (!container.isEmpty()) {
                byContainer.computeIfAbsent(container, key -> new ArrayList<>()).add(component);
            }
        }
        xml.append(
                "<upgradeSolutionPackageInformation><upgradeRequired>0</upgradeRequired><upgradeValid>1</upgradeValid>");
        element("fileVersion", imported.header().platformVersion());
        element("currentVersion", imported.header().platformVersion());
        xml.append("<fileSku>CrmLive</fileSku><currentSku>CrmLive</currentSku></upgradeSolutionPackageInformation>");
        boolean reached = true;
        for (Map.Entry<String, List<Component>> entry : byContainer.entrySet()) {
            if (entry.getValue().isEmpty()) {
                xml.append('<').append(entry.getKey()).append(" />");
                continue;
            }
            xml.append('<').append(entry.getKey()).append('>');
            for (Component component : entry.getValue()) {
                boolean failed = failure.map(Warning::component)
                        .filter(component::equals)
                        .isPresent();
                component(component, reached, failed ? failure : warning(component, warnings), failed);
                reached &= !failed;
            }
            xml.append("</").append(entry.getKey()).append('>');
        }
        if (failure.isPresent() && reached) {
            part(failure.get());
        }
        if (failure.isEmpty()) {
            xml.append("<languages><language>");
            result("success", 0, "");
            xml.append(
                    "</language></languages><entitySubhandlers /><publishes><publish processed=\"false\" /></publishes>");
            xml.append("<rootComponents><rootComponent processed=\"true\">");
            result("success", 0, "");
            xml.append("</rootComponent></rootComponents><dependencies><dependency processed=\"true\">");
            result("success", 0, "");
            xml.append("</dependency></dependencies>");
        }
    }

    /** A failed component that has no element of its own: a part of another. */
    private void part(Warning failure) {
        xml.append("<entitySubhandlers>");
        component(failure.component(), true, Optional.of(failure), true);
        xml.append("</entitySubhandlers>");
    }

    private void component(Component component, boolean reached, Optional<Warning> told, boolean failed) {
        String element = element(component);
        xml.append('<').append(element).append(" id=\"");
        String id = component.key().id().isEmpty()
                ? component.key().schemaName()
                : "{" + component.key().id() + "}";
        XmlText.escape(xml, id.isEmpty() ? component.displayName() : id);
        xml.append("\" LocalizedName=\"");
        XmlText.escape(xml, component.displayName().isEmpty() ? component.key().schemaName() : component.displayName());
        xml.append("\" OriginalName=\"");
        XmlText.escape(xml, component.key().schemaName());
        xml.append("\" Description=\"\" processed=\"").append(reached).append("\">");
        if (reached) {
            if (told.isPresent()) {
                result(
                        failed ? "failure" : "warning",
                        told.get().code(),
                        told.get().text());
            } else {
                result("success", 0, "");
            }
        }
        xml.append("</").append(element).append('>');
    }

    private void result(String result, int code, String text) {
        xml.append("<result result=\"").append(result).append("\" errorcode=\"");
        xml.append(code == 0 ? "0" : String.format(Locale.ROOT, "0x%08X", code));
        xml.append("\" errortext=\"");
        XmlText.escape(xml, text);
        xml.append("\" datetime=\"").append(stop.shortText());
        xml.append("\" datetimeticks=\"").append(stop.ticks()).append("\" />");
    }

    private static Optional<Warning> warning(Component component, List<Warning> warnings) {
        return warnings.stream()
                .filter(warning -> warning.component().equals(component))
                .findFirst();
    }

    /** Forms of tables are told with their table; those without one are dashboards. */
    private static String container(Component component) {
        String type = component.key().type();
        if (component.parent().isPresent() && (type.equals("60") || type.equals("10"))) {
            return "";
        }
        return ComponentTypes.platform(type)
                .map(ComponentTypes.Type::container)
                .orElseGet(() -> component.parent().isPresent() ? "" : type.toLowerCase(Locale.ROOT) + "s");
    }

    private static String element(Component component) {
        return ComponentTypes.platform(component.key().type())
                .map(type -> type.element().isEmpty() ? type.logicalName() : type.element())
                .orElseGet(() -> component.key().type().toLowerCase(Locale.ROOT));
    }
}
