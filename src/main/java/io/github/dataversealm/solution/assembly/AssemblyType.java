package io.github.dataversealm.solution.assembly;

import java.util.List;
import java.util.Optional;

/**
 * A type that an assembly defines. Names are full names: namespace and name with a point between them, nested types
 * after a {@code +}, generic arity kept ({@code Contoso.Cache`1+Entry}); a generic base type or interface is named
 * without its arguments.
 *
 * @param name the full name
 * @param visible whether other assemblies can use it: it and all types around it are public
 * @param isInterface whether it is an interface
 * @param isAbstract whether it cannot be instantiated; true for interfaces and static classes
 * @param baseType the type that it extends; empty for interfaces and {@code System.Object}
 * @param interfaces the interfaces that it names itself, not those of its base types
 */
public record AssemblyType(
        String name,
        boolean visible,
        boolean isInterface,
        boolean isAbstract,
        Optional<String> baseType,
        List<String> interfaces) {

    public AssemblyType {
        interfaces = List.copyOf(interfaces);
    }
}
