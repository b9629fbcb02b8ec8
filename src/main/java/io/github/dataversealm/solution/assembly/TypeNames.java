package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.TableSchema.CodedIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Full names of the types that an image defines or refers to. Each is made once. */
final class TypeNames {

    /** Far more than any compiler writes; stops rings of types that enclose each other. */
    private static final int MAX_NESTING = 64;

    private static final int GENERIC_INSTANCE = 0x15;
    private static final int CLASS = 0x12;
    private static final int VALUE_TYPE = 0x11;

    private final MetadataTables.Table typeDefs;
    private final MetadataTables.Table typeRefs;
    private final MetadataTables.Table typeSpecs;
    private final Heaps heaps;
    private final CodedIndex typeDefOrRef;
    private final CodedIndex resolutionScope;
    private final Map<Integer, Integer> enclosing;
    private final Map<Integer, String> definitions = new HashMap<>();
    private final Map<Integer, String> references = new HashMap<>();

    TypeNames(TableSchema schema, MetadataTables tables, Heaps heaps) throws MalformedImageException {
        this.typeDefs = tables.table("TypeDef");
        this.typeRefs = tables.table("TypeRef");
        this.typeSpecs = tables.table("TypeSpec");
        this.heaps = heaps;
        this.typeDefOrRef = schema.codedIndex("TypeDefOrRef");
        this.resolutionScope = schema.codedIndex("ResolutionScope");
        this.enclosing = enclosing(tables.table("NestedClass"));
    }

    private static Map<Integer, Integer> enclosing(MetadataTables.Table nestedClasses) throws MalformedImageException {
        Map<Integer, Integer> enclosing = new HashMap<>();
        for (int row = 1; row <= nestedClasses.rows(); row++) {
            enclosing.put((int) nestedClasses.cell(row, "Nested"), (int) nestedClasses.cell(row, "Enclosing"));
        }
        return enclosing;
    }

    /** The row of the type around a nested type. */
    Optional<Integer> enclosing(int typeDef) {
        return Optional.ofNullable(enclosing.get(typeDef));
    }

    String definition(int row) throws MalformedImageException {
        return definition(row, 0);
    }

    private String definition(int row, int depth) throws MalformedImageException {
        String known = definitions.get(row);
        if (known != null) {
            return known;
        }
        Integer outer = enclosing.get(row);
        String around = outer == null ? null : definition(outer, deeper(depth));
        String name = join(around, typeDefs, row);
        definitions.put(row, name);
        return name;
    }

    private String reference(int row, int depth) throws MalformedImageException {
        String known = references.get(row);
        if (known != null) {
            return known;
        }
        long scope = typeRefs.cell(row, "ResolutionScope");
        boolean nested =
                resolutionScope.row(scope) != 0 && resolutionScope.table(scope).equals("TypeRef");
        String around = nested ? reference(resolutionScope.row(scope), deeper(depth)) : null;
        String name = join(around, typeRefs, row);
        references.put(row, name);
        return name;
    }

    /** The full name of what a {@code TypeDefOrRef} cell points to; empty for the null reference. */
    Optional<String> of(long value) throws MalformedImageException {
        int row = typeDefOrRef.row(value);
        if (row == 0) {
            return Optional.empty();
        }
        return Optional.of(
                switch (typeDefOrRef.table(value)) {
                    case "TypeDef" -> definition(row);
                    case "TypeRef" -> reference(row, 0);
                    default -> instantiated(row);
                });
    }

    /** The generic type that a type specification instantiates (ECMA-335 II.23.2.14). */
    private String instantiated(int row) throws MalformedImageException {
        Bytes signature = heaps.blob(typeSpecs.cell(row, "Signature"));
        int kind = signature.u8(0);
        int at = 0;
        if (kind == GENERIC_INSTANCE) {
            kind = signature.u8(1);
            at = 1;
        }
        if (kind != CLASS && kind != VALUE_TYPE) {
            throw new MalformedImageException(
                    "a type extends or implements something that is not a class or interface");
        }
        long value = signature.compressed(at + 1L).value();
        // A type specification is no part of itself: only definitions and references are named here.
        return switch (typeDefOrRef.table(value)) {
            case "TypeDef" -> definition(typeDefOrRef.row(value));
            case "TypeRef" -> reference(typeDefOrRef.row(value), 0);
            default -> throw new MalformedImageException("a type specification instantiates a type specification");
        };
    }

    private String join(String around, MetadataTables.Table table, int row) throws MalformedImageException {
        String name = heaps.string(table.cell(row, "Name"));
        if (around == null) {
            String namespace = heaps.string(table.cell(row, "Namespace"));
            return namespace.isEmpty() ? name : namespace + "." + name;
        }
        heaps.spend(around.length());
        return around + "+" + name;
    }

    private static int deeper(int depth) throws MalformedImageException {
        if (depth >= MAX_NESTING) {
            throw new MalformedImageException("its types are nested more than " + MAX_NESTING + " deep, or in a ring");
        }
        return depth + 1;
    }
}
