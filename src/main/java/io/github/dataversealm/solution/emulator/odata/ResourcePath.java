package io.github.dataversealm.solution.emulator.odata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a URL below {@code /api/data/v9.2/}.
 *
 * @param segments at least one, except for the service document
 */
public record ResourcePath(List<Segment> segments) {

    private static final int MAX_SEGMENTS = 20;

    /**
     * Reads the path.
     *
     * @param decoded the path after percent-decoding, without a slash at its start
     * @throws ODataFault when it is not well formed
     */
    public static ResourcePath parse(String decoded) {
        List<Segment> segments = new ArrayList<>();
        Lexer lexer = new Lexer(decoded);
        while (!lexer.atEnd()) {
            if (segments.size() == MAX_SEGMENTS) {
                throw lexer.fault("the path has too many segments");
            }
            segments.add(segment(lexer));
            if (!lexer.atEnd()) {
                lexer.expect('/');
            }
        }
        return new ResourcePath(List.copyOf(segments));
    }

    private static Segment segment(Lexer lexer) {
        String name = lexer.name();
        if (!lexer.take('(')) {
            return new Segment(name, false, Optional.empty(), Map.of());
        }
        Optional<Literal> single = Optional.empty();
        Map<String, Literal> named = new LinkedHashMap<>();
        while (!lexer.take(')')) {
            String parameter = lexer.nameBefore('=');
            Literal value = lexer.literal();
            if (value == null) {
                throw lexer.fault("a value expected");
            }
            if (parameter == null) {
                if (single.isPresent() || !named.isEmpty()) {
                    throw lexer.fault("'name=value' expected");
                }
                single = Optional.of(value);
            } else if (single.isPresent() || named.put(parameter, value) != null) {
                throw lexer.fault("the parameter '" + parameter + "' is given twice");
            }
            if (!lexer.comes(')')) {
                lexer.expect(',');
            }
        }
        return new Segment(name, true, single, named);
    }

    /**
     * One segment.
     *
     * @param parentheses whether the name is followed by them
     * @param single the key without a name
     * @param named the parameters or key parts with a name, in their order
     */
    public record Segment(String name, boolean parentheses, Optional<Literal> single, Map<String, Literal> named) {}
}
