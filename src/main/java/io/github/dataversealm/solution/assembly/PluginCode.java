package io.github.dataversealm.solution.assembly;

import java.util.List;

/**
 * What the code does that plug-ins of an assembly can reach.
 *
 * @param methods the methods that can be reached and call something that was asked for
 * @param unreadable how many methods have code that makes no sense; what they call is not known
 */
public record PluginCode(List<Method> methods, int unreadable) {

    public PluginCode {
        methods = List.copyOf(methods);
    }

    /**
     * A method with what it calls.
     *
     * @param type the full name of its type, as in {@link AssemblyType}
     * @param name its name
     * @param plugin the registered type whose code reaches it
     * @param locksType whether the runtime lets one thread in at a time, for all instances of its type
     * @param calls those that were asked for, in the order of the code
     */
    public record Method(String type, String name, String plugin, boolean locksType, List<Call> calls) {

        public Method {
            calls = List.copyOf(calls);
        }

        /** The type as a person wrote it: compilers put closures and iterators into types inside of it. */
        public String sourceType() {
            int generated = type.indexOf("+<");
            return generated < 0 ? type : type.substring(0, generated);
        }

        /** The type and method as a person wrote them. */
        public String sourceName() {
            String method = written(name);
            int nested = type.lastIndexOf("+<");
            if (method.equals(name) && nested >= 0) {
                String stateMachine = written(type.substring(nested + 1));
                method = stateMachine.isEmpty() || stateMachine.startsWith("<") ? name : stateMachine;
            }
            return sourceType() + '.' + method;
        }

        /** {@code <Load>b__0} is part of {@code Load}. */
        private static String written(String name) {
            int end = name.indexOf('>');
            return name.startsWith("<") && end > 1 ? name.substring(1, end) : name;
        }
    }

    /**
     * A call.
     *
     * @param type the full name of the type whose method is called; a generic type without its arguments
     * @param member the name of the method; {@code .ctor} makes a new object
     * @param arguments what is known of them; the first one is the object, unless there is none or it is being made
     */
    public record Call(String type, String member, List<Argument> arguments) {

        public Call {
            arguments = List.copyOf(arguments);
        }

        /** The last argument. */
        public Argument last() {
            return arguments.isEmpty() ? Argument.UNKNOWN : arguments.get(arguments.size() - 1);
        }
    }
}
