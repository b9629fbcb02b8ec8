package io.github.dataversealm.solution.corpus.defect;

import static io.github.dataversealm.solution.corpus.defect.Parcel.attribute;

import io.github.dataversealm.solution.corpus.defect.Parcel.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cloud flows, and what they need. */
final class FlowDefects {

    private static final String FLOWS = "Workflows/.*\\.json";

    private FlowDefects() {}

    static List<Kind> kinds() {
        return List.of(
                new Kind("connection reference dropped", FlowDefects::connectionReferenceDropped),
                new Kind("environment variable dropped", FlowDefects::variableDropped),
                new Kind(
                        "action wrong",
                        parcel -> wrong(
                                parcel,
                                "(?<=@)(?:body|outputs)\\('((?:[^'\"\\\\]|'')+)'\\)",
                                "Seeded_gone",
                                "flow-avoid-invalid-reference",
                                "Seeded_gone")),
                new Kind(
                        "variable wrong",
                        parcel -> wrong(
                                parcel,
                                "(?<=@|@\\{)variables\\('([^'\"\\\\]+)'\\)",
                                "seededGone",
                                "flow-variable-undefined",
                                "seededGone")),
                new Kind(
                        "child flow wrong",
                        parcel -> wrong(
                                parcel,
                                "\"workflowReferenceName\"\\s*:\\s*\"([^\"@]+)\"",
                                "5eeded00-0000-0000-0000-000000000000",
                                "flow-child-missing",
                                "5eeded00-0000")),
                new Kind("flow truncated", FlowDefects::truncated));
    }

    private static List<Kind.Maker> connectionReferenceDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Block reference : parcel.blocks("connectionreference")) {
            String name = attribute(reference.text(), "connectionreferencelogicalname");
            String use = "\"connectionReferenceLogicalName\"\\s*:\\s*\"" + Pattern.quote(name) + "\"";
            boolean used = parcel.flows().stream()
                    .anyMatch(flow ->
                            Pattern.compile(use).matcher(parcel.text(flow)).find());
            if (used && !name.isEmpty() && !parcel.isElsewhere(name)) {
                makers.add(() -> Optional.of(Injected.of(
                        "without the connection reference " + name,
                        "flow-connection-reference-missing",
                        parcel.change().cut(reference),
                        sources -> sources.places(FLOWS, use))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> variableDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (String entry : parcel.entries().keySet()) {
            String[] steps = entry.split("/");
            if (steps.length == 3 && steps[0].equals("environmentvariabledefinitions")) {
                names.add(steps[1]);
            }
        }
        for (String name : names) {
            String use = "(?i)\"schemaName\"\\s*:\\s*\"" + Pattern.quote(name) + "\"";
            boolean used = parcel.flows().stream()
                    .anyMatch(flow ->
                            Pattern.compile(use).matcher(parcel.text(flow)).find());
            if (used && !parcel.isElsewhere(name)) {
                makers.add(() -> {
                    Parcel.Change change = parcel.change();
                    String folder = "environmentvariabledefinitions/" + name.toLowerCase(Locale.ROOT) + "/";
                    parcel.entries().keySet().stream()
                            .filter(entry -> entry.toLowerCase(Locale.ROOT).startsWith(folder))
                            .forEach(change::remove);
                    return Optional.of(Injected.of(
                            "without the environment variable " + name,
                            "flow-envvar-missing",
                            PackageDefects.cutRoot(parcel, change, "380", name),
                            sources -> sources.places(FLOWS, use)));
                });
            }
        }
        return makers;
    }

    /** Puts another name in the place of the pattern's group. */
    private static List<Kind.Maker> wrong(Parcel parcel, String pattern, String name, String rule, String marker) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (String flow : parcel.flows()) {
            Matcher found = Pattern.compile(pattern).matcher(parcel.text(flow));
            while (found.find()) {
                int from = found.start(1);
                int to = found.end(1);
                String old = found.group(1);
                makers.add(() -> Optional.of(Injected.of(
                        "not " + old + " in " + flow,
                        rule,
                        parcel.change().replace(flow, from, to, name),
                        sources -> sources.places(FLOWS, marker))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> truncated(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (String flow : parcel.flows()) {
            String text = parcel.text(flow);
            String cut = text.substring(0, Math.max(1, text.length() * 6 / 10));
            makers.add(() -> Optional.of(Injected.of(
                    "the first part of " + flow,
                    "flow-json-malformed",
                    parcel.change().put(flow, cut),
                    // what is missing is missed where the text ends
                    sources -> Set.of(flow + ":" + Sources.line(cut, cut.length())))));
        }
        return makers;
    }
}
