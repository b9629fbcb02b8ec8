package io.github.dataversealm.solution.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The identity of a .NET assembly.
 *
 * @param name the simple name, such as {@code Contoso.Plugins}
 * @param version four numbers with points; empty when a text does not give one
 * @param culture {@code neutral} or a culture such as {@code de-DE}
 * @param publicKeyToken 16 hexadecimal digits in lower case, or {@code null} (the text) for an assembly without a
 *     strong name
 */
public record AssemblyName(String name, String version, String culture, String publicKeyToken) {

    /** What .NET writes for "no culture". */
    public static final String NEUTRAL = "neutral";

    /** What .NET writes for "no strong name". */
    public static final String NO_TOKEN = "null";

    private static final String ESCAPED = "\\,='\"";

    /**
     * Reads a display name. The simple name comes first; the rest may be in any order, with or without blanks, in any
     * case, and be missing: no culture is {@link #NEUTRAL}, no token is {@link #NO_TOKEN}. Other properties
     * ({@code processorArchitecture}, {@code Retargetable}) are not part of the identity.
     *
     * @return empty when the text is no display name
     */
    public static Optional<AssemblyName> parse(String displayName) {
        List<String> parts = split(displayName);
        String name = unescape(parts.get(0).strip());
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String version = "";
        String culture = NEUTRAL;
        String token = NO_TOKEN;
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            String value = part.substring(equals + 1).strip();
            switch (part.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                case "version" -> version = value;
                case "culture", "language" ->
                    culture = value.isEmpty() || value.equalsIgnoreCase(NEUTRAL) ? NEUTRAL : value;
                case "publickeytoken" -> token = value.isEmpty() ? NO_TOKEN : value.toLowerCase(Locale.ROOT);
                default -> {
                    // not part of the identity
                }
            }
        }
        return Optional.of(new AssemblyName(name, version, culture, token));
    }

    /** Whether both name the same assembly; names and cultures are compared as .NET does, without regard to case. */
    public boolean matches(AssemblyName other) {
        return name.equalsIgnoreCase(other.name)
                && version.equals(other.version)
                && culture.equalsIgnoreCase(other.culture)
                && publicKeyToken.equals(other.publicKeyToken);
    }

    /** The .NET display form: {@code Name, Version=1.0.0.0, Culture=neutral, PublicKeyToken=abcdef0123456789}. */
    public String fullName() {
        StringBuilder text = new StringBuilder(name.length() + 80);
        for (char c : name.toCharArray()) {
            if (ESCAPED.indexOf(c) >= 0) {
                text.append('\\');
            }
            text.append(c);
        }
        if (!version.isEmpty()) {
            text.append(", Version=").append(version);
        }
        return text.append(", Culture=")
                .append(culture)
                .append(", PublicKeyToken=")
                .append(publicKeyToken)
                .toString();
    }

    @Override
    public String toString() {
        return fullName();
    }

    /** Splits at commas that no backslash escapes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }
}
