package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.connector.ConnectionParameters;
import io.github.dataversealm.solution.check.connector.Extensions;
import io.github.dataversealm.solution.check.connector.Fault;
import io.github.dataversealm.solution.check.connector.OpenApi;
import io.github.dataversealm.solution.check.connector.PngImage;
import io.github.dataversealm.solution.check.finding.Place;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Custom connectors (spec check-rules section 1.2): Microsoft's rules, but for the uniqueness of the title, which only the
 * service can know. The rule about the icon as a whole overlaps with later, finer ones; here it has what those leave out.
 */
final class ConnectorRules {

    /** A definition with more faults than this is another document, or another version of OpenAPI. */
    private static final int MAX_FAULTS = 50;

    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final int WHITE = 0xFFFFFF;
    private static final int DEFAULT_BLUE = 0x007EE5;

    /** How far the parts of two colors may be apart when an image editor has had the file in between. */
    private static final int TOLERANCE = 8;

    private ConnectorRules() {}

    static List<Rule<?>> rules() {
        OpenApi openApi = new OpenApi();
        return List.of(
                new Rule<>("connector-validate-brandcolor", Scope.CONNECTOR, ConnectorRules::brandColor),
                new Rule<>("connector-validate-hexadecimalbrandcolor", Scope.CONNECTOR, ConnectorRules::hexadecimal),
                new Rule<>("connector-validate-iconimage", Scope.CONNECTOR, ConnectorRules::iconImage),
                new Rule<>("connector-validate-pngiconimage", Scope.CONNECTOR, ConnectorRules::png),
                new Rule<>("connector-validate-iconsize", Scope.CONNECTOR, ConnectorRules::iconSize),
                new Rule<>(
                        "connector-validate-backgroundwithbrandiconcolor", Scope.CONNECTOR, ConnectorRules::background),
                new Rule<>(
                        "connector-validate-swagger-isproperjson",
                        Scope.CONNECTOR,
                        (connector, report) -> json(connector, connector.definition(), "OpenAPI definition", report)),
                new Rule<>(
                        "connector-validate-swagger",
                        Scope.CONNECTOR,
                        (connector, report) -> report(
                                connector,
                                connector.definition(),
                                openApi.check(connector.definition().json(), report.deadline()::check),
                                report)),
                new Rule<>(
                        "connector-validate-swagger-extended",
                        Scope.CONNECTOR,
                        (connector, report) -> report(
                                connector,
                                connector.definition(),
                                Extensions.check(connector.definition().json(), report.deadline()::check),
                                report)),
                new Rule<>(
                        "connector-validate-connectionparam-isproperjson",
                        Scope.CONNECTOR,
                        (connector, report) ->
                                json(connector, connector.parameters(), "document of connection parameters", report)),
                new Rule<>(
                        "connector-validate-connectionparameters",
                        Scope.CONNECTOR,
                        (connector, report) -> report(
                                connector,
                                connector.parameters(),
                                ConnectionParameters.check(
                                        connector.parameters().json()),
                                report)),
                new Rule<>(
                        "connector-validate-connectionparam-oauth2idp",
                        Scope.CONNECTOR,
                        (connector, report) -> report(
                                connector,
                                connector.parameters(),
                                ConnectionParameters.providers(
                                        connector.parameters().json()),
                                report)));
    }

    // ---------------------------------------------------------------- documents

    private static void json(ConnectorFile connector, ConnectorFile.Document document, String name, Report report) {
        document.problem().ifPresent(problem -> {
            int line = problem.location().map(at -> Math.max(0, at.line())).orElse(0);
            int column = problem.location().map(at -> Math.max(0, at.column())).orElse(0);
            report.add(
                    connector.subject(),
                    document.file()
                            .map(origin -> Place.line(origin, line, column))
                            .orElse(document.element()),
                    "json",
                    "Its " + name + " cannot be read: " + problem.problem() + ".");
        });
    }

    private static void report(
            ConnectorFile connector, ConnectorFile.Document document, List<Fault> faults, Report report) {
        if (!document.json().isPresent()) {
            return;
        }
        for (Fault fault : faults.subList(0, Math.min(MAX_FAULTS, faults.size()))) {
            String text = fault.text();
            report.add(
                    connector.subject(),
                    document.place(fault.at()),
                    text,
                    Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".");
        }
        if (faults.size() > MAX_FAULTS) {
            report.add(
                    connector.subject(),
                    document.place(document.json()),
                    "more",
                    "There are " + (faults.size() - MAX_FAULTS) + " more faults.");
        }
    }

    // ---------------------------------------------------------------- color and icon

    private static Optional<Integer> color(ConnectorFile connector) {
        String text = connector.connector().text("iconbrandcolor");
        return COLOR.matcher(text).matches() ? Optional.of(Integer.parseInt(text.substring(1), 16)) : Optional.empty();
    }

    private static void brandColor(ConnectorFile connector, Report report) {
        color(connector)
                .filter(color -> color == WHITE || color == DEFAULT_BLUE)
                .ifPresent(color -> report.add(
                        connector.subject(),
                        connector.place("iconbrandcolor"),
                        "color",
                        "The brand color is "
                                + (color == WHITE
                                        ? "white."
                                        : "#007ee5, which connectors have when nobody chose one.")));
    }

    private static void hexadecimal(ConnectorFile connector, Report report) {
        String text = connector.connector().text("iconbrandcolor");
        if (!text.isEmpty() && !COLOR.matcher(text).matches()) {
            report.add(
                    connector.subject(),
                    connector.place("iconbrandcolor"),
                    "color",
                    "The brand color is not # and six hexadecimal digits.");
        }
    }

    private static void png(ConnectorFile connector, Report report) {
        connector
                .icon()
                .filter(icon -> icon.image().isEmpty())
                .ifPresent(icon -> report.add(connector.subject(), icon.place(), "png", "The icon is no PNG image."));
    }

    private static void iconSize(ConnectorFile connector, Report report) {
        connector
                .icon()
                .ifPresent(icon -> icon.image()
                        .filter(image -> image.width() != image.height() || image.width() < 100 || image.width() > 230)
                        .ifPresent(image -> report.add(
                                connector.subject(),
                                icon.place(),
                                "size",
                                "The icon has " + image.width() + " x " + image.height() + " pixels.")));
    }

    private static void iconImage(ConnectorFile connector, Report report) {
        connector.icon().ifPresent(icon -> {
            if (icon.bytes() >= 1 << 20) {
                report.add(connector.subject(), icon.place(), "bytes", "The icon has " + icon.bytes() + " bytes.");
            }
            icon.image()
                    .ifPresent(image -> image.pixels().ifPresent(pixels -> {
                        int percent = logo(image, pixels);
                        if (percent > report.setting("percent")) {
                            report.add(
                                    connector.subject(),
                                    icon.place(),
                                    "logo",
                                    "The logo takes " + percent + " % of the width or height of the icon.");
                        }
                    }));
        });
    }

    /** How much of the width or height is taken by what is not background; 0 when no corner says what is background. */
    private static int logo(PngImage image, int[] pixels) {
        int background = pixels[0];
        if (!isUniform(image, pixels)) {
            return 0;
        }
        int left = image.width();
        int right = -1;
        int top = image.height();
        int bottom = -1;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (!isAlike(pixels[y * image.width() + x], background)) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        return right < 0
                ? 0
                : Math.max(100 * (right - left + 1) / image.width(), 100 * (bottom - top + 1) / image.height());
    }

    private static boolean isUniform(PngImage image, int[] pixels) {
        int last = pixels.length - 1;
        return isAlike(pixels[0], pixels[image.width() - 1])
                && isAlike(pixels[0], pixels[last])
                && isAlike(pixels[0], pixels[last - image.width() + 1]);
    }

    private static boolean isAlike(int one, int other) {
        if (one >>> 24 == 0 && other >>> 24 == 0) {
            return true;
        }
        for (int shift = 0; shift < 32; shift += 8) {
            if (Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static void background(ConnectorFile connector, Report report) {
        connector
                .icon()
                .ifPresent(icon -> icon.image()
                        .ifPresent(image -> image.pixels().ifPresent(pixels -> {
                            int corner = pixels[0];
                            Optional<Integer> brand = color(connector);
                            String problem = "";
                            if (!isUniform(image, pixels)) {
                                problem = "has corners of different colors";
                            } else if (corner >>> 24 < 0xFF - TOLERANCE) {
                                problem = "has a transparent background";
                            } else if (isAlike(corner, 0xFF000000 | WHITE)) {
                                problem = "has a white background";
                            } else if (isAlike(corner, 0xFF000000 | DEFAULT_BLUE)) {
                                problem =
                                        "has a background in #007ee5, which connectors have when nobody chose a color";
                            } else if (brand.isPresent() && !isAlike(corner, 0xFF000000 | brand.get())) {
                                problem = String.format(
                                        "has a background in #%06x and not in the brand color", corner & 0xFFFFFF);
                            }
                            if (!problem.isEmpty()) {
                                report.add(
                                        connector.subject(), icon.place(), "background", "The icon " + problem + ".");
                            }
                        })));
    }
}
