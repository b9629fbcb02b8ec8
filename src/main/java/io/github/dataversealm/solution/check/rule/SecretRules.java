package io.github.dataversealm.solution.check.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets left in flows, scripts, canvas apps and environment variables (spec check-rules section 3). What is found is never shown: a
 * message has the length only, and the detail that tells findings apart is a digest ({@link SecretDigest}).
 */
final class SecretRules {

    private static final String EDGE = "(?<![A-Za-z0-9_~.+/-])";

    private static final String PASSWORD_RULE = "secret-password-literal";
    private static final int KEY_DIGITS = 8;
    private static final int PASSWORD_DIGITS = 4;

    /**
     * What a kind of secret looks like.
     *
     * @param words of which each match has one: to look for them is much faster than to match, and most texts have none
     * @param begins whether each match begins with such a word, so that no other place has to be looked at
     * @param group the group of the expression that is the secret
     */
    private record Shape(String id, List<String> words, boolean begins, Pattern pattern, int group) {

        Shape(String id, List<String> words, String expression, int group) {
            this(id, words, false, Pattern.compile(expression), group);
        }

        static Shape beginning(String id, List<String> words, String expression, int group) {
            return new Shape(id, words, true, Pattern.compile(expression), group);
        }

        boolean mayBeIn(String text) {
            for (String word : words) {
                if (text.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The matches of a shape in a text, one after the other. Each place where a word stands is found once. */
    private static final class Matches {

        private final Shape shape;
        private final String text;
        private final Deadline deadline;
        private final Matcher matcher;
        /** Where each word stands next; behind the text when it does not. */
        private final int[] places;

        private int from;

        Matches(Shape shape, String text, Deadline deadline) {
            this.shape = shape;
            this.text = text;
            this.deadline = deadline;
            // what stands before a match counts, also where the search begins behind it
            this.matcher = shape.pattern().matcher(deadline.guard(text)).useTransparentBounds(true);
            this.places = new int[shape.words().size()];
            Arrays.fill(places, -1);
        }

        boolean next() {
            if (!shape.begins()) {
                return matcher.find();
            }
            for (int at = word(); at < text.length(); at = word()) {
                deadline.check();
                from = at + 1;
                matcher.region(at, text.length());
                if (matcher.lookingAt()) {
                    from = matcher.end();
                    return true;
                }
            }
            return false;
        }

        private int word() {
            int first = text.length();
            for (int i = 0; i < places.length; i++) {
                if (places[i] < from) {
                    int at = text.indexOf(shape.words().get(i), from);
                    places[i] = at < 0 ? Integer.MAX_VALUE : at;
                }
                first = Math.min(first, places[i]);
            }
            return first;
        }
    }

    private static final List<Shape> SHAPES = List.of(
            new Shape(
                    "secret-entra-client-secret",
                    List.of("8Q~"),
                    "[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{34}(?![A-Za-z0-9_~-])",
                    0),
            Shape.beginning(
                    "secret-sas-signature",
                    List.of("sig="),
                    "(?<=[?&;]|\\bamp;|\\\\u0026)sig=([A-Za-z0-9%/+_=-]{40,200})",
                    1),
            Shape.beginning(
                    "secret-openai-key", List.of("sk-"), EDGE + "sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,200}", 0),
            new Shape(
                    "secret-api-key",
                    List.of("-key", "-Key", "-KEY"),
                    "(?i)(?:Ocp-Apim-Subscription-Key|x-functions-key|api-key|x-api-key)[\"']?\\s*[:,=]\\s*[\"']([A-Za-z0-9+/=_-]{20,200})[\"']",
                    1),
            Shape.beginning("secret-storage-key", List.of("AccountKey="), "AccountKey=([A-Za-z0-9+/]{86}==)", 1),
            Shape.beginning(
                    "secret-service-bus", List.of("SharedAccessKey="), "SharedAccessKey=([A-Za-z0-9+/]{43}=)", 1),
            new Shape(
                    "secret-jwt",
                    List.of(".eyJ"),
                    EDGE + "eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{20,2000}",
                    0),
            Shape.beginning(
                    "secret-aws", List.of("AKIA", "ASIA"), EDGE + "(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])", 0),
            Shape.beginning(
                    "secret-github",
                    List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
                    EDGE + "(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})",
                    0),
            Shape.beginning("secret-google", List.of("AIza"), EDGE + "AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])", 0),
            new Shape(
                    "secret-private-key",
                    List.of("PRIVATE KEY-----"),
                    "-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----(?:\\\\[rn]|\\s)*+[A-Za-z0-9+/]{20}",
                    0));

    private SecretRules() {}

    static List<Rule<?>> rules() {
        List<Rule<?>> rules = new ArrayList<>();
        for (Shape shape : SHAPES) {
            rules.add(new Rule<>(shape.id(), Scope.SECRETS, (text, report) -> find(text, shape, report)));
        }
        rules.add(new Rule<>(PASSWORD_RULE, Scope.SECRETS, SecretRules::passwords));
        return rules;
    }

    /** Whether a text has a word that all secrets of some kind have, passwords apart. */
    static boolean mayBeIn(String text) {
        String plain = SecretText.decoded(text);
        return SHAPES.stream().anyMatch(shape -> shape.mayBeIn(plain));
    }

    private static void find(SecretText text, Shape shape, Report report) {
        if (!shape.mayBeIn(text.text())) {
            return;
        }
        SecretDigest digest = new SecretDigest(text.solution(), shape.id());
        int group = shape.group();
        Matches matches = new Matches(shape, text.text(), report.deadline());
        Matcher found = matches.matcher;
        while (matches.next()) {
            if (isPlaceholder(text.text().substring(found.start(group), found.end(group)))) {
                continue;
            }
            String secret = text.text().substring(found.start(group), endOf(found, group, text.text()));
            report.secret(secret);
            report.deadline().checkNow();
            report.add(
                    text.subject(),
                    text.place(found.start(group)),
                    "secret " + digest.of(secret, KEY_DIGITS),
                    text.holder(found.start(group)) + " holds what looks like a secret of "
                            + (found.end(group) - found.start(group)) + " characters.");
        }
    }

    /** A key of several lines is a secret up to its end. */
    private static int endOf(Matcher found, int group, String text) {
        if (!text.startsWith("-----BEGIN", found.start(group))) {
            return found.end(group);
        }
        int end = text.indexOf("-----END", found.end(group));
        return end < 0 ? found.end(group) : end;
    }

    /** What documentation writes in place of a secret: one character over and over, or an expression. */
    private static boolean isPlaceholder(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        return lower.contains("xxxx")
                || lower.contains("your")
                || lower.contains("example")
                || secret.chars().distinct().count() < 8;
    }

    private static final Pattern PASSWORD = Pattern.compile(
            "(?i)\\\\?\"(?:password|pwd|passwd|client_?secret)\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\\\r\\n]{4,200})\\\\?\"");

    /** One of them is in each match. */
    private static final List<String> PASSWORD_WORDS = List.of("passw", "pwd", "secret");

    private static void passwords(SecretText text, Report report) {
        if (!text.configuration() || !Texts.mentions(text.text(), PASSWORD_WORDS)) {
            return;
        }
        Matcher found = PASSWORD.matcher(report.deadline().guard(text.text()));
        SecretDigest digest = new SecretDigest(text.solution(), PASSWORD_RULE);
        while (found.find()) {
            String value = text.text().substring(found.start(1), found.end(1));
            // expressions, schema types and parameters are no literals
            boolean literal = value.indexOf('@') != 0
                    && !value.contains("@{")
                    && !value.contains("parameters(")
                    && !value.matches(
                            "(?i)string|securestring|object|\\*+|<.*>|\\{.*\\}|\\$.*|password|null|true|false");
            if (literal) {
                report.secret(value);
                report.deadline().checkNow();
                report.add(
                        text.subject(),
                        text.place(found.start(1)),
                        "password " + digest.of(value, PASSWORD_DIGITS),
                        text.holder(found.start(1)) + " holds what looks like a password of " + value.length()
                                + " characters.");
            }
        }
    }
}
