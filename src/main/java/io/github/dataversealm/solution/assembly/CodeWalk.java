package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.PluginCode.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through the code of one method as it is written, jumps not followed, with as much of the stack as is known. That
 * is enough for constants and locks, which compilers write right before the call.
 */
final class CodeWalk implements CilBody.Visitor {

    /** More than compilers need; what lies below is forgotten. */
    private static final int MAX_STACK = 256;

    private static final int MAX_ARGUMENTS = 1024;

    private final Members members;
    private final Set<String> types;
    private final Listener listener;
    private final Deque<Argument> stack = new ArrayDeque<>();
    private final Map<Long, Argument> locals = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /** Is told what the code refers to in its own assembly. */
    interface Listener {

        /** @param virtually whether a method of a type that extends the method's type may be called in its place */
        void method(Members.Method method, boolean virtually) throws MalformedImageException;

        void type(int type) throws MalformedImageException;
    }

    /** @param types whose methods are kept when they are called */
    CodeWalk(Members members, Set<String> types, Listener listener) {
        this.members = members;
        this.types = types;
        this.listener = listener;
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public void visit(int number, OpCodes.Shape shape, long operand) throws MalformedImageException {
        switch (number) {
            case OpCodes.LDC_I4_0 -> push(new Argument.Number(0));
            case OpCodes.LDC_I4_1 -> push(new Argument.Number(1));
            case OpCodes.LDC_I4_S, OpCodes.LDC_I4 -> push(new Argument.Number(operand));
            case OpCodes.LDSTR -> push(new Argument.Text(members.text(operand)));
            case OpCodes.DUP -> {
                Argument top = pop();
                push(top);
                push(top);
            }
            case 0x06, 0x07, 0x08, 0x09 -> load(number - OpCodes.LDLOC_0);
            case OpCodes.LDLOC_S -> load(operand & 0xFF);
            case OpCodes.LDLOC -> load(operand);
            case 0x0A, 0x0B, 0x0C, 0x0D -> locals.put((long) number - OpCodes.STLOC_0, pop());
            case OpCodes.STLOC_S -> locals.put(operand & 0xFF, pop());
            case OpCodes.STLOC -> locals.put(operand, pop());
            case OpCodes.LDLOCA_S -> address(operand & 0xFF);
            case OpCodes.LDLOCA -> address(operand);
            case OpCodes.LDSFLD -> {
                type(members.fieldOwner(operand));
                push(Argument.SHARED);
            }
            case OpCodes.LDTOKEN -> push(Argument.SHARED);
            case OpCodes.CALL, OpCodes.CALLVIRT, OpCodes.NEWOBJ -> call(number, members.method(operand));
            case OpCodes.CALLI -> {
                Members.Signature signature = members.standAlone(operand);
                take(signature.parameters() + (signature.instance() ? 2 : 1));
                if (signature.returns()) {
                    push(Argument.UNKNOWN);
                }
            }
            default -> other(number, shape, operand);
        }
    }

    private void other(int number, OpCodes.Shape shape, long operand) throws MalformedImageException {
        switch (number) {
            case OpCodes.JMP, OpCodes.LDFTN -> listener.method(members.method(operand), false);
            case OpCodes.LDVIRTFTN -> listener.method(members.method(operand), true);
            case OpCodes.LDFLD, OpCodes.LDFLDA, OpCodes.STFLD, OpCodes.LDSFLDA, OpCodes.STSFLD ->
                type(members.fieldOwner(operand));
            case OpCodes.INITOBJ -> type(members.type(operand));
            default -> {
                // has nothing to do with members
            }
        }
        if (shape.endsFlow()) {
            stack.clear();
        } else {
            take(shape.pops());
            for (int i = 0; i < shape.pushes(); i++) {
                push(Argument.UNKNOWN);
            }
        }
    }

    private void type(int type) throws MalformedImageException {
        if (type > 0) {
            listener.type(type);
        }
    }

    private void call(int number, Members.Method method) throws MalformedImageException {
        boolean creates = number == OpCodes.NEWOBJ;
        List<Argument> arguments = take(method.parameters() + (method.instance() && !creates ? 1 : 0));
        if (creates || method.returns()) {
            boolean typeObject =
                    method.name().equals("GetTypeFromHandle") && method.type().equals("System.Type");
            push(typeObject ? Argument.SHARED : Argument.UNKNOWN);
        }
        if (types.contains(method.type()) && (creates || !method.name().equals(".ctor"))) {
            calls.add(new Call(method.type(), method.name(), arguments));
        }
        listener.method(method, number == OpCodes.CALLVIRT);
    }

    private void load(long local) {
        push(locals.getOrDefault(local, Argument.UNKNOWN));
    }

    /** Whoever has its address may change it. */
    private void address(long local) {
        locals.remove(local);
        push(Argument.UNKNOWN);
    }

    private void push(Argument value) {
        if (stack.size() == MAX_STACK) {
            stack.pollLast();
        }
        stack.push(value);
    }

    private Argument pop() {
        Argument top = stack.poll();
        return top == null ? Argument.UNKNOWN : top;
    }

    private List<Argument> take(int count) throws MalformedImageException {
        if (count > MAX_ARGUMENTS) {
            throw new MalformedImageException("a method has " + count + " parameters");
        }
        LinkedList<Argument> taken = new LinkedList<>();
        for (int i = 0; i < count; i++) {
            taken.addFirst(pop());
        }
        return taken;
    }
}
