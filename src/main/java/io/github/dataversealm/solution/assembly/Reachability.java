package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.Members.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the calls from registered types. A virtual call reaches the methods of those types only that reached code uses
 * (rapid type analysis, with every mention of a member counted as a use); what other assemblies may call, such as
 * {@code Dispose}, is reached with its type. Code that is only reached by reflection is not seen.
 */
final class Reachability {

    private static final int VIRTUAL = 0x40;
    private static final int FINAL = 0x20;
    private static final int NEW_SLOT = 0x100;

    /** Fifty times what the largest assemblies need; the bound for a hostile file. */
    private static final int MAX_WAITING = 1 << 22;

    private final Members members;
    private final Map<Integer, List<Integer>> interfaces;
    private final Map<Integer, List<Integer>> explicit;
    private final BitSet usedTypes = new BitSet();
    private final BitSet reached = new BitSet();
    private final BitSet calledSlots = new BitSet();
    private final Map<Integer, List<Integer>> waiting = new HashMap<>();
    private final Deque<Integer> work = new ArrayDeque<>();
    private final Map<Integer, String> plugins = new HashMap<>();
    private final Runnable tick;
    private int waitingMethods;
    private String plugin = "";

    /** @param tick is called now and then, and may throw to end the work */
    Reachability(Members members, Runnable tick) throws MalformedImageException {
        this.members = members;
        this.tick = tick;
        this.interfaces = members.interfaces();
        this.explicit = members.explicitImplementations();
    }

    /** Takes all methods of a registered type as reached. */
    void start(int type, String name) throws MalformedImageException {
        plugin = name;
        use(type);
        for (int method : members.methodsOf(type)) {
            reach(method);
        }
    }

    /** The next method to look at, or 0. */
    int next() {
        Integer method = work.poll();
        if (method == null) {
            return 0;
        }
        plugin = plugins.get(method);
        return method;
    }

    String plugin() {
        return plugin;
    }

    /** The code refers to a method. */
    void method(Method method, boolean virtually) throws MalformedImageException {
        if (method.owner() == 0) {
            return;
        }
        use(method.owner());
        for (int row : members.resolve(method)) {
            if (virtually && (members.flags(row) & VIRTUAL) != 0) {
                callSlot(row);
            } else {
                reach(row);
            }
        }
    }

    /** The code uses a type: its initializer runs, and its methods may be the targets of virtual calls. */
    void use(int type) throws MalformedImageException {
        int at = type;
        for (int depth = 0; at > 0 && depth < Members.MAX_DEPTH && !usedTypes.get(at); depth++) {
            usedTypes.set(at);
            for (int method : members.methodsOf(at)) {
                if (members.definition(method).name().equals(".cctor")) {
                    reach(method);
                }
            }
            dispatch(at);
            at = members.base(at);
        }
    }

    private void reach(int method) {
        if (!reached.get(method)) {
            reached.set(method);
            plugins.put(method, plugin);
            work.add(method);
        }
    }

    private void callSlot(int slot) {
        if (!calledSlots.get(slot)) {
            calledSlots.set(slot);
            List<Integer> targets = waiting.remove(slot);
            if (targets != null) {
                targets.forEach(this::reach);
            }
        }
    }

    private void when(int slot, int method) throws MalformedImageException {
        tick.run();
        if (calledSlots.get(slot)) {
            reach(method);
        } else {
            if (++waitingMethods > MAX_WAITING) {
                throw new MalformedImageException("its types have more than " + MAX_WAITING + " virtual methods");
            }
            waiting.computeIfAbsent(slot, key -> new ArrayList<>(2)).add(method);
        }
    }

    /** Says which virtual calls end in the methods of a type. */
    private void dispatch(int type) throws MalformedImageException {
        List<Integer> bases = bases(type);
        Set<Integer> contracts = new LinkedHashSet<>();
        boolean foreign = false;
        for (int base : bases) {
            foreign |= collect(base, contracts);
        }
        for (int method : members.methodsOf(type)) {
            tick.run();
            if ((members.flags(method) & VIRTUAL) != 0) {
                dispatch(method, bases, contracts, foreign);
            }
        }
        // a contract may be kept by a method that a base type has
        for (int contract : contracts) {
            for (int slot : members.methodsOf(contract)) {
                for (int implementation : members.resolve(members.definition(slot), type)) {
                    when(slot, implementation);
                }
            }
        }
    }

    private void dispatch(int method, List<Integer> bases, Set<Integer> contracts, boolean foreign)
            throws MalformedImageException {
        int flags = members.flags(method);
        Method own = members.definition(method);
        when(method, method);
        boolean slotHere = false;
        for (int declared : explicit.getOrDefault(method, List.of())) {
            slotHere = true;
            if (declared == 0) {
                reach(method);
            } else {
                when(declared, method);
            }
        }
        for (int base : bases.subList(1, bases.size())) {
            for (int slot : members.find(own, base)) {
                if ((members.flags(slot) & VIRTUAL) != 0) {
                    slotHere = true;
                    when(slot, method);
                }
            }
        }
        for (int contract : contracts) {
            tick.run();
            slotHere |= !members.find(own, contract).isEmpty();
        }
        boolean overridesForeign = (flags & NEW_SLOT) == 0;
        if (!slotHere && (overridesForeign || foreign || (flags & FINAL) != 0)) {
            reach(method);
        }
    }

    /** The type itself and what it extends in this assembly. */
    private List<Integer> bases(int type) throws MalformedImageException {
        List<Integer> bases = new ArrayList<>();
        for (int at = type; at > 0 && bases.size() < Members.MAX_DEPTH; at = members.base(at)) {
            bases.add(at);
        }
        return bases;
    }

    /** Adds the interfaces of this assembly that a type implements; true when there are others as well. */
    private boolean collect(int type, Collection<Integer> contracts) {
        boolean foreign = false;
        Deque<Integer> open = new ArrayDeque<>(interfaces.getOrDefault(type, List.of()));
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            int contract = open.poll();
            tick.run();
            if (contract == 0) {
                foreign = true;
            } else if (seen.add(contract)) {
                contracts.add(contract);
                open.addAll(interfaces.getOrDefault(contract, List.of()));
            }
        }
        return foreign;
    }
}
