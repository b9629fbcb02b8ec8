package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the code of plug-ins (ECMA-335 II.25.4 and III): what the methods call that registered types can reach. Nothing is
 * run.
 */
public final class PluginCodeReader {

    private static final int MAX_METHODS = 1 << 18;

    /** Methods may share code, so that a small file could ask for any amount of work. */
    private static final long MAX_CODE_BYTES = 64L << 20;

    private static final int MAX_CALLS = 1 << 18;

    private static final int SYNCHRONIZED = 0x20;

    private final OpCodes opCodes = new OpCodes();

    /**
     * Reads the code of an assembly.
     *
     * @param plugins the full names of the registered types; others are looked at only when these reach them
     * @param types the full names of the types of which calls are wanted
     * @param location how the user knows the file
     * @param tick is called now and then, and may throw to end the reading
     * @throws SolutionException when the assembly is damaged
     */
    public PluginCode read(
            byte[] content, Collection<String> plugins, Set<String> types, Location location, Runnable tick) {
        try {
            PeImage image = PeImage.open(ByteSource.of(content));
            return new Reading(image, new Members(image.cliPart().metadata()), types, tick).from(plugins);
        } catch (MalformedImageException e) {
            throw new SolutionException(
                    location,
                    "The code of this assembly cannot be read: " + e.getMessage() + ".",
                    "Put the assembly that the build made in its place, or export the solution again.",
                    e);
        } catch (IOException e) {
            throw new IllegalStateException("Memory has no faults to report.", e);
        }
    }

    /** The reading of one assembly. */
    private final class Reading implements CodeWalk.Listener {

        private final PeImage image;
        private final Members members;
        private final Set<String> types;
        private final Runnable tick;
        private final Reachability reachability;
        private final List<PluginCode.Method> methods = new ArrayList<>();
        private long codeBytes;
        private int calls;
        private int unreadable;

        Reading(PeImage image, Members members, Set<String> types, Runnable tick) throws MalformedImageException {
            this.image = image;
            this.members = members;
            this.types = types;
            this.tick = tick;
            this.reachability = new Reachability(members, tick);
        }

        PluginCode from(Collection<String> plugins) throws IOException, MalformedImageException {
            Map<String, Integer> defined = new HashMap<>();
            for (int type = 2; type <= members.types(); type++) {
                defined.putIfAbsent(members.typeName(type), type);
                tick.run();
            }
            for (String plugin : plugins) {
                Integer type = defined.get(plugin);
                if (type != null) {
                    reachability.start(type, plugin);
                }
            }
            int count = 0;
            for (int method = reachability.next(); method > 0; method = reachability.next()) {
                if (++count > MAX_METHODS) {
                    throw new MalformedImageException("its plug-ins reach more than " + MAX_METHODS + " methods");
                }
                look(method);
            }
            return new PluginCode(methods, unreadable);
        }

        private void look(int method) throws IOException, MalformedImageException {
            tick.run();
            long address = members.address(method);
            if (address == 0) {
                return;
            }
            CodeWalk walk = new CodeWalk(members, types, this);
            try {
                CilBody body = CilBody.of(opCodes, image.from("code", address));
                codeBytes += body.size();
                body.visit((number, shape, operand) -> {
                    tick.run();
                    walk.visit(number, shape, operand);
                });
            } catch (MalformedImageException e) {
                unreadable++;
            }
            if (codeBytes > MAX_CODE_BYTES) {
                throw new MalformedImageException("it claims more than " + MAX_CODE_BYTES + " bytes of code");
            }
            calls += walk.calls().size();
            if (calls > MAX_CALLS) {
                throw new MalformedImageException("its plug-ins make more than " + MAX_CALLS + " calls");
            }
            Members.Method named = members.definition(method);
            boolean locksType = members.isStatic(method) && (members.implementationFlags(method) & SYNCHRONIZED) != 0;
            if (!walk.calls().isEmpty() || locksType) {
                methods.add(new PluginCode.Method(
                        named.type(), named.name(), reachability.plugin(), locksType, walk.calls()));
            }
        }

        @Override
        public void method(Members.Method method, boolean virtually) throws MalformedImageException {
            reachability.method(method, virtually);
        }

        @Override
        public void type(int type) throws MalformedImageException {
            reachability.use(type);
        }
    }
}
