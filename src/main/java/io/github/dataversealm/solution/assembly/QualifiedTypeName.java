package io.github.dataversealm.solution.assembly;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the assembly parts of an assembly-qualified type name. In
 * {@code Contoso.Cache`1[[Contoso.Key, Contoso.Keys, Version=1.0.0.0]], Contoso.Plugins, Version=1.0.0.0} they are
 * {@code Contoso.Keys, Version=1.0.0.0} and {@code Contoso.Plugins, Version=1.0.0.0}: what follows the first comma of
 * the name itself and of each type argument that has brackets of its own. Commas between type arguments, in array ranks
 * ({@code Contoso.Key[,]}) and after a backslash are part of the type.
 */
final class QualifiedTypeName {

    private QualifiedTypeName() {}

    /**
     * An assembly part.
     *
     * @param start the index of its first character that is no blank
     * @param end the index after its last character
     */
    record AssemblyPart(int start, int end) {}

    /** What a bracket that is open encloses. */
    private enum Level {
        /** One type name, which an assembly may follow. */
        NAME,
        /** Type arguments, or the rank of an array. */
        LIST
    }

    /** The assembly parts in the order of their ends; none for a name without an assembly. */
    static List<AssemblyPart> assemblyParts(String name) {
        List<AssemblyPart> parts = new ArrayList<>();
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(Level.NAME);
        int assemblyStart = -1;
        boolean elementStart = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean atElementStart = elementStart;
            elementStart = elementStart && c == ' ';
            if (c == '\\') {
                i++;
            } else if (assemblyStart >= 0) {
                // An assembly part has no brackets; the bracket around a type argument ends it.
                if (c == ']' && levels.size() > 1) {
                    parts.add(part(name, assemblyStart, i));
                    assemblyStart = -1;
                    levels.pop();
                }
            } else if (c == ',' && levels.peek() == Level.NAME) {
                assemblyStart = i + 1;
            } else if (c == ',') {
                elementStart = true;
            } else if (c == '[') {
                boolean argument = levels.peek() == Level.LIST && atElementStart;
                levels.push(argument ? Level.NAME : Level.LIST);
                elementStart = !argument;
            } else if (c == ']' && levels.size() > 1) {
                levels.pop();
            }
        }
        if (assemblyStart >= 0 && levels.size() == 1) {
            parts.add(part(name, assemblyStart, name.length()));
        }
        return parts;
    }

    private static AssemblyPart part(String name, int start, int end) {
        int first = start;
        while (first < end && name.charAt(first) == ' ') {
            first++;
        }
        return new AssemblyPart(first, end);
    }
}
