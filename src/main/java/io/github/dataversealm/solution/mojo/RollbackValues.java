package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.rollback.RollbackPlan;
import io.github.dataversealm.solution.rollback.RollbackRequest;
import io.github.dataversealm.solution.rollback.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a rollback of which each solution has a value of its own, as they are read, and as a command repeats them. */
final class RollbackValues {

    private final List<String> names;
    private final NamedValues from;
    private final NamedValues to;
    private final NamedValues way;

    /** @param names the unique names of the solutions */
    RollbackValues(List<String> names) {
        this.names = names;
        from = new NamedValues("from", "1.4.1", names);
        to = new NamedValues("to", "1.4.1", names);
        way = new NamedValues("way", Way.UPDATE.toString(), names);
    }

    /**
     * What is asked for. The texts are those of the parameters; null: not given.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when it is not clear which solution a value is for
     */
    RollbackRequest request(String fromText, String toText, String wayText, boolean allowDataLoss) {
        return new RollbackRequest(
                names,
                to.of(toText, false, SolutionVersion::new),
                from.of(fromText, false, SolutionVersion::new),
                way.of(wayText, true, word -> Choice.of("way", word, Way.class).orElseThrow()),
                allowDataLoss);
    }

    /** The arguments that ask for exactly what was planned. */
    List<String> arguments(List<RollbackPlan> plans) {
        Map<String, String> froms = new LinkedHashMap<>();
        Map<String, String> tos = new LinkedHashMap<>();
        Map<String, String> ways = new LinkedHashMap<>();
        for (RollbackPlan plan : plans) {
            plan.from().ifPresent(version -> froms.put(plan.solution(), version));
            if (plan.chosen() != Way.DISCARD && plan.chosen() != Way.REMOVE_PATCH) {
                plan.to().map(SolutionVersion::text).ifPresent(version -> tos.put(plan.solution(), version));
            }
            if (!plan.isDone()) {
                ways.put(plan.solution(), plan.chosen().toString());
            }
        }
        List<String> arguments = new ArrayList<>();
        from.argument(froms).ifPresent(arguments::add);
        to.argument(tos).ifPresent(arguments::add);
        way.argument(ways).ifPresent(arguments::add);
        return arguments;
    }
}
