package io.github.dataversealm.solution.emulator.fault;

import java.util.List;

/** The faults that a server is to have; the first rule that hits a request decides. */
public record FaultPlan(List<FaultRule> rules) {

    public static final FaultPlan NONE = new FaultPlan(List.of());

    public FaultPlan {
        rules = List.copyOf(rules);
    }

    public static FaultPlan of(FaultRule... rules) {
        return new FaultPlan(List.of(rules));
    }
}
