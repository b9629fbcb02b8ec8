package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.SolutionReader.ComponentElement;
import io.github.dataversealm.solution.check.schema.SchemaFolder;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Runs rules. A rule that fails, and a file that takes too long, become an {@link AnalysisError}; the others go on. The
 * results have a fixed order, however many threads there are.
 */
public final class Inspection {

    private static final String NO_MEMORY =
            ", because the memory does not suffice: give Maven more, such as MAVEN_OPTS=-Xmx2g";

    /** How much larger the model of a file is than the file. */
    private static final int IN_MEMORY = 16;

    /** As many bytes of content are worth a thread that helps. */
    private static final long MUCH = 128 << 10;

    private final int memoryTotal =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8 / 1024);
    private final Semaphore memory = new Semaphore(memoryTotal, true);
    private final RuleBook book;
    private final RuleChoice choice;
    private final int threads;
    private final Duration perFile;
    private final Map<Scope<?>, List<? extends ChosenRule<?>>> rules = new ConcurrentHashMap<>();
    private final List<RawFinding> elementFindings = new ArrayList<>();
    private final List<RawFinding> findings = new ArrayList<>();
    private final SecretMask secrets = new SecretMask();
    private final List<AnalysisError> errors = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param threads how many to use
     * @param perFile how long the analysis of one file, or one rule over the whole solution, may take
     */
    public Inspection(RuleBook book, RuleChoice choice, int threads, Duration perFile) {
        this.book = book;
        this.choice = choice;
        this.threads = threads;
        this.perFile = perFile;
    }

    /** Takes the components while the index is built. */
    public Consumer<ComponentElement> elements() {
        return element -> look(Scope.ELEMENT, element, element.subject().toString(), deadline(), elementFindings);
    }

    /**
     * Runs the rules over the index.
     *
     * @param schemas what the XML parts are held against, when there is such
     */
    public void run(Solution solution, Optional<SchemaFolder> schemas) {
        findings.addAll(elementFindings);
        List<Task> tasks = new ArrayList<>();
        for (ChosenRule<Solution> rule : rules(Scope.PACKAGE)) {
            tasks.add(out -> look(List.of(rule), solution, rule.id(), deadline(), out));
        }
        if (solution.unreadable().isEmpty()) {
            for (ChosenRule<Solution> rule : rules(Scope.SOLUTION)) {
                tasks.add(out -> look(List.of(rule), solution, rule.id(), deadline(), out));
            }
        } else {
            String file = solution.unreadable().get(0).file().path();
            errors.add(new AnalysisError(
                    "Rules about references",
                    "not run, because " + file + " cannot be read and may define what others refer to"));
        }
        schemas.ifPresent(folder -> tasks.add(
                out -> look(Scope.SCHEMAS, new SchemaFiles(solution, folder), SchemaRules.ID, deadline(), out)));
        new FileTasks(solution, this).addTo(tasks);
        run(tasks);
    }

    public List<RawFinding> findings() {
        return findings;
    }

    /** What must not be shown of what was looked at. */
    public SecretMask secrets() {
        return secrets;
    }

    public List<AnalysisError> errors() {
        return errors;
    }

    /** A piece of work that can be done beside others. */
    interface Task {
        void run(List<RawFinding> out) throws IOException;

        /** The size of the file that it reads; 0 when it reads none. */
        default long bytes() {
            return 0;
        }
    }

    /** The analysis of a file. */
    private record FileTask(Task task, long bytes) implements Task {

        @Override
        public void run(List<RawFinding> out) throws IOException {
            task.run(out);
        }
    }

    /** A task with the list for what it finds. */
    private record Collecting(Task task, List<RawFinding> out) implements Workers.Work {

        @Override
        public void run() throws IOException {
            task.run(out);
        }
    }

    /** Whether rules that look at such things run. To be asked when there is one: the rules are made for the first one. */
    boolean runs(Scope<?> scope) {
        return !rules(scope).isEmpty();
    }

    private <T> List<ChosenRule<T>> rules(Scope<T> scope) {
        // what is under a scope are rules that look at what the scope is for
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<ChosenRule<T>> known =
                (List<ChosenRule<T>>) (List) rules.computeIfAbsent(scope, same -> List.copyOf(chosen(scope)));
        return known;
    }

    private <T> List<ChosenRule<T>> chosen(Scope<T> scope) {
        List<ChosenRule<T>> found = new ArrayList<>();
        for (RuleBook.Described<T> rule : book.rules(scope)) {
            // a rule for secrets that is off says nothing, but what it knows is not shown by others
            if (choice.runs(rule.info()) || scope == Scope.SECRETS) {
                found.add(ChosenRule.of(rule, choice));
            }
        }
        return found;
    }

    private boolean runs(String rule) {
        return book.find(rule).filter(choice::runs).isPresent();
    }

    /** Says that a part of a file was left out. */
    void notAnalysed(String what, String why) {
        errors.add(new AnalysisError(what, why));
    }

    Deadline deadline() {
        return new Deadline(perFile.toNanos(), System::nanoTime);
    }

    /** Shows a thing to the rules that look at such things. */
    <T> void look(Scope<T> scope, T thing, String what, Deadline deadline, List<RawFinding> out) {
        look(rules(scope), thing, what, deadline, out);
    }

    private <T> void look(List<ChosenRule<T>> chosen, T thing, String what, Deadline deadline, List<RawFinding> out) {
        for (ChosenRule<T> rule : chosen) {
            try {
                rule.rule().look().at(thing, new Report(rule, deadline, out::add, secrets, this::runs));
            } catch (Deadline.TooSlowException e) {
                errors.add(new AnalysisError(
                        what, "stopped in the rule " + rule.id() + " after " + perFile.toSeconds() + " s"));
                return;
            } catch (OutOfMemoryError e) {
                errors.add(new AnalysisError(what, "stopped in the rule " + rule.id() + NO_MEMORY));
                return;
            } catch (RuntimeException | StackOverflowError e) {
                // the class and the place are enough for a report; a message might quote the solution
                StackTraceElement[] trace = e.getStackTrace();
                String where = trace.length == 0 ? "" : " at " + trace[0];
                errors.add(new AnalysisError(
                        what,
                        "the rule " + rule.id() + " failed: " + e.getClass().getSimpleName() + where));
            }
        }
    }

    /** Makes a task of the analysis of a file: what goes wrong with it stays with it. */
    Task fileTask(Solution solution, PackageFile file, Subject subject, Task task) {
        int need = need(file);
        Task guarded = out -> {
            memory.acquireUninterruptibly(need);
            try {
                task.run(out);
            } catch (OutOfMemoryError e) {
                errors.add(new AnalysisError(file.path(), "stopped" + NO_MEMORY));
            } catch (SolutionException e) {
                book.find("pkg-unreadable")
                        .filter(choice::runs)
                        .ifPresent(rule -> out.add(new RawFinding(
                                rule,
                                choice.severity(rule),
                                subject,
                                Place.file(solution.origin(file)),
                                e.problem(),
                                file.path())));
            } catch (Deadline.TooSlowException e) {
                errors.add(new AnalysisError(file.path(), "stopped after " + perFile.toSeconds() + " s"));
            } catch (IOException e) {
                errors.add(new AnalysisError(file.path(), String.valueOf(e.getMessage())));
            } catch (RuntimeException | StackOverflowError e) {
                StackTraceElement[] trace = e.getStackTrace();
                errors.add(new AnalysisError(
                        file.path(),
                        "the analysis failed: " + e.getClass().getSimpleName()
                                + (trace.length == 0 ? "" : " at " + trace[0])));
            } finally {
                memory.release(need);
            }
        };
        return new FileTask(guarded, file.size());
    }

    /** What the analysis of a file may need: large ones wait for each other, so that together they fit into the memory. */
    private int need(PackageFile file) {
        return (int) Math.min(memoryTotal, file.size() * IN_MEMORY / 1024 + 1);
    }

    private void run(List<Task> tasks) {
        List<Collecting> works = new ArrayList<>(tasks.size());
        tasks.forEach(task -> works.add(new Collecting(task, new ArrayList<>())));
        // the large files first, so that no thread is left alone with one of them
        List<Collecting> bySize = new ArrayList<>(works);
        bySize.sort(Comparator.comparingLong((Collecting work) -> work.task().bytes())
                .reversed());
        long bytes = tasks.stream().mapToLong(Task::bytes).sum();
        int before = errors.size();
        new Workers(threads, bySize).run(bytes > MUCH);
        works.forEach(work -> findings.addAll(work.out()));
        errors.subList(before, errors.size())
                .sort(Comparator.comparing(AnalysisError::what).thenComparing(AnalysisError::message));
    }
}
