package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.FileTooLargeException;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what a component refers to is there. Only names of the publisher's own prefix can be missed without doubt. */
final class References {

    private static final int MAX_SCRIPT = 32 << 20;

    /** Columns that the platform gives to every table of a kind, whether an export lists them or not. */
    static final Set<String> SYSTEM_COLUMNS = Set.of(
            "ownerid",
            "owninguser",
            "owningteam",
            "owningbusinessunit",
            "createdby",
            "createdon",
            "createdonbehalfby",
            "modifiedby",
            "modifiedon",
            "modifiedonbehalfby",
            "statecode",
            "statuscode",
            "transactioncurrencyid",
            "exchangerate",
            "importsequencenumber",
            "overriddencreatedon",
            "timezoneruleversionnumber",
            "utcconversiontimezonecode",
            "versionnumber",
            "processid",
            "stageid",
            "traversedpath");

    /** Functions of the platform that makers call in rules and handlers in order to do nothing. */
    private static final Set<String> NO_OPERATIONS =
            Set.of("isNaN", "parseInt", "parseFloat", "Object", "Number", "String", "Boolean", "Array", "Date", "eval");

    /**
     * Prefixes under which Microsoft ships many solutions, each installed for itself. Such packages refer to each other
     * without saying so: the prefix does not tell that a name would have to be in this one.
     */
    private static final Set<String> SHARED_PREFIXES = Set.of("msdyn", "msdynce", "msdynmkt", "mspp", "adx");

    private final Solution solution;
    private final Map<String, Optional<String>> scripts = new HashMap<>();

    References(Solution solution) {
        this.solution = solution;
    }

    private static final int TABLE = 1;
    private static final int WEB_RESOURCE = 61;

    /** Whether nothing of that type and name is here or elsewhere: a web resource may be called as a table is. */
    static boolean isMissing(Solution solution, int type, String name) {
        return solution.manifest().isOwn(name) && !solution.defines(type, name) && !solution.isElsewhere(name);
    }

    static boolean isTableMissing(Solution solution, String name) {
        return isMissing(solution, TABLE, name) && solution.table(name).isEmpty();
    }

    static boolean isWebResourceMissing(Solution solution, String name) {
        return isMissing(solution, WEB_RESOURCE, name);
    }

    /** The most that a name may count which {@link #isMissing}: less when another solution of its prefix may bring it. */
    static Severity gravity(Solution solution) {
        return SHARED_PREFIXES.contains(solution.manifest().prefix().toLowerCase(Locale.ROOT))
                ? Severity.LOW
                : Severity.CRITICAL;
    }

    /** The web resource in a value such as {@code $webresource:new_/a.js}; empty when the value is none. */
    static Optional<String> webResource(String value) {
        String text = value.strip();
        int at = text.toLowerCase(Locale.ROOT).indexOf("$webresource:");
        if (at < 0) {
            return Optional.empty();
        }
        String name = text.substring(at + "$webresource:".length());
        int end = name.length();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '?' || name.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        return Optional.of(name.substring(0, end).strip());
    }

    /** Whether a script of the package lacks a function; false when the script is not here, since then nobody knows. */
    boolean lacksFunction(String library, String function) {
        String name = function.substring(function.lastIndexOf('.') + 1).strip();
        if (name.isEmpty() || NO_OPERATIONS.contains(name)) {
            return false;
        }
        Optional<String> script = scripts.computeIfAbsent(library.toLowerCase(Locale.ROOT), this::script);
        return script.isPresent() && !script.get().contains(name);
    }

    /** The script with escapes such as {@code \x61} resolved, since obfuscated code hides its names so. */
    private Optional<String> script(String library) {
        Optional<Part> part = solution.webResource(library);
        if (part.isEmpty()
                || part.get().content().isEmpty()
                || !part.get().text("WebResourceType").equals("3")) {
            return Optional.empty();
        }
        try {
            String text = Texts.decode(solution.tree().read(part.get().content().get(), MAX_SCRIPT));
            return Optional.of(unescape(text));
        } catch (FileTooLargeException | SolutionException e) {
            // the analysis of the file says so; what it may define is not missing
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digits = c == '\\' && i + 1 < text.length()
                    ? text.charAt(i + 1) == 'x' ? 2 : text.charAt(i + 1) == 'u' ? 4 : 0
                    : 0;
            if (digits > 0 && i + 2 + digits <= text.length()) {
                String hex = text.substring(i + 2, i + 2 + digits);
                if (hex.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
                    plain.append((char) Integer.parseInt(hex, 16));
                    i += 1 + digits;
                    continue;
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
