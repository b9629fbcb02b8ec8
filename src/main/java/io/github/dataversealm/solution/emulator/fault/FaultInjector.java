package io.github.dataversealm.solution.emulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Chooses the fault of each request by a plan, and counts the requests. */
public final class FaultInjector {

    /** A server that runs for weeks must not keep every path with an id. */
    private static final int MAX_LINES = 10_000;

    private final List<State> states = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private int number;

    private static final class State {
        private final FaultRule rule;
        private final Random dice;
        private int matched;
        private int hits;

        State(FaultRule rule) {
            this.rule = rule;
            dice = new Random(rule.seed());
        }

        boolean hits(int number, String method, String path, String target) {
            if (rule.times() > 0 && hits >= rule.times() || !rule.matches(number, method, path, target)) {
                return false;
            }
            if (++matched <= rule.skip()) {
                return false;
            }
            if (rule.probability() < 1 && dice.nextDouble() >= rule.probability()) {
                return false;
            }
            hits++;
            return true;
        }
    }

    /** Replaces the plan; the numbers of requests go on. */
    public synchronized void plan(FaultPlan plan) {
        states.clear();
        plan.rules().forEach(rule -> states.add(new State(rule)));
    }

    /** Adds a rule to the plan. */
    public synchronized void add(FaultRule rule) {
        states.add(new State(rule));
    }

    /**
     * Counts a request and chooses its fault.
     *
     * @param target the message or entity set; empty for other paths
     */
    public synchronized Optional<FaultRule> next(String method, String path, String target) {
        number++;
        String line = method + " " + path;
        counts.merge(counts.size() < MAX_LINES || counts.containsKey(line) ? line : "other", 1, Integer::sum);
        Optional<FaultRule> chosen = states.stream()
                .filter(state -> state.hits(number, method, path, target))
                .map(state -> state.rule)
                .findFirst();
        chosen.ifPresent(rule -> faults.merge(rule.kind().name(), 1, Integer::sum));
        return chosen;
    }

    public synchronized int requestCount() {
        return number;
    }

    /** Method and path to the number of requests, in the order of the paths. */
    public synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** Kind to the number of faults that have happened. */
    public synchronized Map<String, Integer> faults() {
        return Map.copyOf(faults);
    }

    /** Starts to count anew, and forgets the plan. */
    public synchronized void reset() {
        states.clear();
        counts.clear();
        faults.clear();
        number = 0;
    }
}
