package io.github.dataversealm.solution.check.desktopflow;

import io.github.dataversealm.solution.check.desktopflow.RobinStatement.Branch;
import io.github.dataversealm.solution.check.desktopflow.RobinStatement.Kind;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The script of a desktop flow: its subflows with the structure of their statements, its inputs and outputs.
 *
 * <p>The language is that which the designer copies and exports: a statement on each line, {@code IF ... THEN},
 * {@code LOOP}, {@code SWITCH}, {@code BLOCK}, {@code ON BLOCK ERROR} and {@code ON ERROR} end with {@code END}, a subflow
 * with {@code END FUNCTION}; what stands outside of subflows is the main one. Everything that is not known is kept as a
 * statement without meaning, so that a newer version of the language does no harm.
 */
public final class RobinScript {

    /** The name of the subflow that is outside of all others. */
    public static final String MAIN = "Main";

    private static final int MAX_DEPTH = 200;
    private static final int MAX_STATEMENTS = 500_000;

    private final List<Subflow> subflows = new ArrayList<>();
    private final List<Argument> inputs = new ArrayList<>();
    private final List<Argument> outputs = new ArrayList<>();
    private final Set<String> sensitive = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private boolean declaresSensitive;

    private RobinScript() {}

    /** A subflow. */
    public record Subflow(String name, int line, List<RobinStatement> body) {}

    /**
     * An input or output.
     *
     * @param defaultValue what it has when nobody gives it a value; empty text when nothing is declared
     */
    public record Argument(String name, String defaultValue, int line) {}

    /**
     * Reads a script.
     *
     * @param name how the user knows it
     * @param tick called again and again, so that it can stop what takes too long
     * @throws SolutionException when it is nested deeper than any designer shows, or has more statements
     */
    public static RobinScript of(String text, String name, Runnable tick) {
        RobinScript script = new RobinScript();
        script.new Builder(name).read(RobinTokenizer.statements(text, tick));
        return script;
    }

    /** The subflows in the order of the script, the main one first. */
    public List<Subflow> subflows() {
        return subflows;
    }

    public List<Argument> inputs() {
        return inputs;
    }

    public List<Argument> outputs() {
        return outputs;
    }

    /** Whether the script says which variables are sensitive; older ones do not. */
    public boolean declaresSensitive() {
        return declaresSensitive;
    }

    /** Whether the values of a variable are masked in logs and not stored. */
    public boolean isSensitive(String variable) {
        return sensitive.contains(variable);
    }

    /** Visits all statements that are not turned off, those that have others in them before these. */
    public void visit(Consumer<RobinStatement> visitor) {
        subflows.forEach(subflow -> visit(subflow.body(), visitor));
    }

    /** Visits statements and those in them, without what is turned off. */
    public static void visit(List<RobinStatement> body, Consumer<RobinStatement> visitor) {
        for (RobinStatement statement : body) {
            if (!statement.disabled()) {
                visitor.accept(statement);
                statement.branches().forEach(branch -> visit(branch.body(), visitor));
            }
        }
    }

    /** Puts statements into each other. */
    private final class Builder {

        private final String name;
        private final Deque<Frame> open = new ArrayDeque<>();
        private List<RobinStatement> body;
        private boolean indented;

        private record Frame(RobinStatement statement, List<RobinStatement> outer) {}

        Builder(String name) {
            this.name = name;
        }

        void read(List<List<RobinToken>> lines) {
            if (lines.size() > MAX_STATEMENTS) {
                throw new SolutionException(
                        Location.of(name),
                        "The script of a desktop flow has more than " + MAX_STATEMENTS + " statements.",
                        "No designer makes such a script: the file looks damaged or hostile.");
            }
            List<RobinStatement> main = new ArrayList<>();
            subflows.add(new Subflow(MAIN, 1, main));
            body = main;
            indented = lines.stream().anyMatch(tokens -> tokens.get(0).column() > 1);
            for (List<RobinToken> tokens : lines) {
                boolean disabled = tokens.get(0).isWord("DISABLE") && tokens.size() > 1;
                statement(
                        disabled ? tokens.subList(1, tokens.size()) : tokens,
                        tokens.get(0).column(),
                        disabled,
                        main);
            }
        }

        private void statement(List<RobinToken> tokens, int column, boolean disabled, List<RobinStatement> main) {
            RobinToken first = tokens.get(0);
            boolean end = first.isWord("END");
            if (!end) {
                leaveUnclosedHandlers(column);
            }
            if (first.isWord("FUNCTION") && tokens.size() > 1) {
                open.clear();
                body = new ArrayList<>();
                subflows.add(new Subflow(tokens.get(1).text(), first.line(), body));
            } else if (end && is(tokens, 1, "FUNCTION")) {
                open.clear();
                body = main;
            } else if (end) {
                close(column);
            } else if (first.isWord("ELSE")) {
                boolean otherwise = !is(tokens, 1, "IF");
                branch(Kind.IF, new Branch(otherwise, tokens, new ArrayList<>()));
            } else if (first.isWord("CASE") || first.isWord("DEFAULT") && tokens.size() == 1) {
                branch(Kind.SWITCH, new Branch(first.isWord("DEFAULT"), tokens, new ArrayList<>()));
            } else {
                add(tokens, disabled);
            }
        }

        private void add(List<RobinToken> tokens, boolean disabled) {
            Kind kind = kind(tokens);
            RobinStatement statement = new RobinStatement(kind, List.copyOf(tokens), disabled, new ArrayList<>());
            body.add(statement);
            switch (kind) {
                case IF, LOOP, BLOCK, ON_BLOCK_ERROR, ON_ERROR, SWITCH -> {
                    if (open.size() == MAX_DEPTH) {
                        throw new SolutionException(
                                Location.of(name),
                                "The script of a desktop flow is nested deeper than " + MAX_DEPTH + ".",
                                "No designer makes such a script: the file looks damaged or hostile.");
                    }
                    open.push(new Frame(statement, body));
                    Branch branch = new Branch(false, tokens, new ArrayList<>());
                    if (kind == Kind.SWITCH) {
                        // what stands in front of the first case belongs to none
                        body = new ArrayList<>();
                    } else {
                        statement.branches().add(branch);
                        body = branch.body();
                    }
                }
                case OTHER -> declaration(tokens);
                default -> {
                    // has no body
                }
            }
        }

        private void branch(Kind kind, Branch branch) {
            if (!open.isEmpty() && open.peek().statement().kind() == kind) {
                open.peek().statement().branches().add(branch);
                body = branch.body();
            }
        }

        /** An END closes what is open in its column; where nothing is, the innermost. */
        private void close(int column) {
            if (open.isEmpty()) {
                return;
            }
            boolean known = open.stream().anyMatch(frame -> frame.statement().column() == column);
            while (indented && known && open.peek().statement().column() != column) {
                body = open.pop().outer();
            }
            body = open.pop().outer();
        }

        /** Some versions write a handler that only repeats the action without its END. */
        private void leaveUnclosedHandlers(int column) {
            while (indented
                    && !open.isEmpty()
                    && open.peek().statement().kind() == Kind.ON_ERROR
                    && column <= open.peek().statement().column()) {
                body = open.pop().outer();
            }
        }

        private void declaration(List<RobinToken> tokens) {
            RobinToken first = tokens.get(0);
            if (first.isWord("@SENSITIVE")) {
                declaresSensitive = true;
                tokens.stream()
                        .skip(1)
                        .filter(token -> token.kind() != RobinToken.Kind.SYMBOL)
                        .forEach(token -> sensitive.add(token.text()));
            } else if ((first.isWord("@INPUT") || first.isWord("@OUTPUT")) && tokens.size() > 1) {
                Argument argument = new Argument(
                        tokens.get(1).text(), value(tokens, "DefaultValue").orElse(""), first.line());
                (first.isWord("@INPUT") ? inputs : outputs).add(argument);
                if (value(tokens, "IsSensitive")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()) {
                    sensitive.add(argument.name());
                }
            }
        }
    }

    private static boolean is(List<RobinToken> tokens, int index, String word) {
        return index < tokens.size() && tokens.get(index).isWord(word);
    }

    /** The value of a field of {@code { 'Name': 'value' }}. */
    private static Optional<String> value(List<RobinToken> tokens, String field) {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isText()
                    && tokens.get(i).text().equals(field)
                    && tokens.get(i + 1).isSymbol(":")
                    && tokens.get(i + 2).kind() != RobinToken.Kind.SYMBOL) {
                return Optional.of(tokens.get(i + 2).text());
            }
        }
        return Optional.empty();
    }

    private static Kind kind(List<RobinToken> tokens) {
        RobinToken first = tokens.get(0);
        if (!first.isWord()) {
            return Kind.OTHER;
        }
        switch (first.text().toUpperCase(Locale.ROOT)) {
            case "IF":
                return Kind.IF;
            case "LOOP":
                return Kind.LOOP;
            case "SWITCH":
                return Kind.SWITCH;
            case "BLOCK":
                return Kind.BLOCK;
            case "ON":
                return is(tokens, 1, "BLOCK") && is(tokens, 2, "ERROR")
                        ? Kind.ON_BLOCK_ERROR
                        : is(tokens, 1, "ERROR") ? Kind.ON_ERROR : Kind.OTHER;
            case "CALL":
                return Kind.CALL;
            case "SET":
                return Kind.SET;
            case "WAIT":
                return Kind.WAIT;
            case "LABEL":
                return Kind.LABEL;
            case "GOTO":
                return Kind.GOTO;
            case "EXIT":
                return Kind.EXIT;
            case "NEXT":
                return Kind.NEXT;
            case "THROW":
                return Kind.THROW;
            case "ERROR":
                return Kind.ACTION;
            default:
                return first.text().indexOf('.') > 0 ? Kind.ACTION : Kind.OTHER;
        }
    }
}
