package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.TableSchema.CodedIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types, methods and fields of an image as its code names them: by tokens (ECMA-335 II.22 and III.1.9). */
final class Members {

    static final int TYPE_DEF = 0x02;
    static final int FIELD = 0x04;
    static final int METHOD_DEF = 0x06;
    static final int MEMBER_REF = 0x0A;
    static final int STAND_ALONE_SIGNATURE = 0x11;
    static final int TYPE_SPEC = 0x1B;
    static final int METHOD_SPEC = 0x2B;
    static final int USER_STRING = 0x70;

    private static final int IS_STATIC = 0x10;
    private static final int GENERIC_INSTANCE = 0x15;
    private static final int CLASS = 0x12;
    private static final int VALUE_TYPE = 0x11;
    private static final int REQUIRED_MODIFIER = 0x1F;
    private static final int OPTIONAL_MODIFIER = 0x20;
    private static final int VOID = 0x01;
    private static final int HAS_THIS = 0x20;
    private static final int EXPLICIT_THIS = 0x40;
    private static final int GENERIC = 0x10;

    /** Stops rings of types that extend each other. */
    static final int MAX_DEPTH = 64;

    /** Longer texts say nothing that a rule asks for. */
    private static final int MAX_TEXT_BYTES = 256;

    private final CodedIndex memberRefParent;
    private final CodedIndex typeDefOrRef;
    private final CodedIndex methodDefOrRef;
    private final MetadataTables.Table typeDefs;
    private final MetadataTables.Table typeSpecs;
    private final MetadataTables.Table methods;
    private final MetadataTables.Table memberRefs;
    private final MetadataTables.Table methodSpecs;
    private final MetadataTables.Table signatures;
    private final MetadataTables.Table interfaceImpls;
    private final MetadataTables.Table methodImpls;
    private final Heaps heaps;
    private final Bytes texts;
    private final TypeNames names;
    private final int[] methodOwners;
    private final int[] fieldOwners;
    private final int[] firstMethods;
    private final int[] methodRows;
    private final Map<Integer, Method> known = new HashMap<>();
    private final Map<Integer, Map<Key, List<Integer>>> byKey = new HashMap<>();

    /**
     * A method as an instruction names it.
     *
     * @param type the full name of its type; empty for arrays and the like
     * @param parameters how many, {@code this} not counted
     * @param instance whether there is a {@code this}
     * @param returns whether it returns a value
     * @param owner the row of its type in TypeDef; 0 when the type is in another assembly
     * @param row its row in MethodDef; 0 when it is named by reference
     */
    record Method(String type, String name, int parameters, boolean instance, boolean returns, int owner, int row) {}

    /** By what a method is found in a type: overloads with as many parameters are not told apart. */
    private record Key(String name, int parameters) {}

    /** What a signature says of a method. */
    record Signature(int parameters, boolean instance, boolean returns) {}

    Members(Bytes metadata) throws MalformedImageException {
        TableSchema schema = TableSchema.ecma335();
        MetadataRoot root = MetadataRoot.parse(metadata);
        MetadataTables tables = MetadataTables.parse(schema, root.tables());
        this.heaps = root.heaps();
        this.texts = root.userStrings();
        this.names = new TypeNames(schema, tables, heaps);
        this.memberRefParent = schema.codedIndex("MemberRefParent");
        this.typeDefOrRef = schema.codedIndex("TypeDefOrRef");
        this.methodDefOrRef = schema.codedIndex("MethodDefOrRef");
        this.typeDefs = tables.table("TypeDef");
        this.typeSpecs = tables.table("TypeSpec");
        this.methods = tables.table("MethodDef");
        this.memberRefs = tables.table("MemberRef");
        this.methodSpecs = tables.table("MethodSpec");
        this.signatures = tables.table("StandAloneSig");
        this.interfaceImpls = tables.table("InterfaceImpl");
        this.methodImpls = tables.table("MethodImpl");
        this.firstMethods = new int[typeDefs.rows() + 2];
        this.methodRows = rows(methods, tables.table("MethodPtr"), "Method");
        this.methodOwners = owners("Methods", methodRows, firstMethods);
        MetadataTables.Table fields = tables.table("Field");
        this.fieldOwners =
                owners("Fields", rows(fields, tables.table("FieldPtr"), "Field"), new int[typeDefs.rows() + 2]);
    }

    /** The rows that a list of members means: uncompressed metadata has a table of pointers in between. */
    private static int[] rows(MetadataTables.Table members, MetadataTables.Table pointers, String column)
            throws MalformedImageException {
        int[] rows = new int[members.rows() + 1];
        boolean direct = pointers.rows() != members.rows();
        for (int i = 1; i <= members.rows(); i++) {
            int row = direct ? i : (int) pointers.cell(i, column);
            if (row < 1 || row > members.rows()) {
                throw new MalformedImageException("a list of members points to row " + row);
            }
            rows[i] = row;
        }
        return rows;
    }

    /** The type of each member: the lists of the types follow each other (ECMA-335 II.22.37). */
    private int[] owners(String column, int[] rows, int[] first) throws MalformedImageException {
        int[] owners = new int[rows.length];
        int end = rows.length;
        first[typeDefs.rows() + 1] = end;
        for (int type = typeDefs.rows(); type >= 1; type--) {
            int start = (int) typeDefs.cell(type, column);
            if (start < 1 || start > end) {
                throw new MalformedImageException("the lists of members of its types are out of order");
            }
            first[type] = start;
            for (int i = start; i < end; i++) {
                owners[rows[i]] = type;
            }
            end = start;
        }
        return owners;
    }

    int types() {
        return typeDefs.rows();
    }

    String typeName(int type) throws MalformedImageException {
        return names.definition(type);
    }

    /** The methods that a type defines. */
    List<Integer> methodsOf(int type) {
        List<Integer> found = new ArrayList<>();
        for (int i = firstMethods[type]; i < firstMethods[type + 1]; i++) {
            found.add(methodRows[i]);
        }
        return found;
    }

    int flags(int method) throws MalformedImageException {
        return (int) methods.cell(method, "Flags");
    }

    int implementationFlags(int method) throws MalformedImageException {
        return (int) methods.cell(method, "ImplFlags");
    }

    boolean isStatic(int method) throws MalformedImageException {
        return (flags(method) & IS_STATIC) != 0;
    }

    /** Where its code is; 0 when it has none. */
    long address(int method) throws MalformedImageException {
        return methods.cell(method, "Rva");
    }

    /** The type that a type extends, when this assembly defines it; else 0. */
    int base(int type) throws MalformedImageException {
        return definition(typeDefs.cell(type, "Extends"));
    }

    /** The interfaces of each type: rows of TypeDef, 0 for those of other assemblies. */
    Map<Integer, List<Integer>> interfaces() throws MalformedImageException {
        Map<Integer, List<Integer>> interfaces = new HashMap<>();
        for (int row = 1; row <= interfaceImpls.rows(); row++) {
            interfaces
                    .computeIfAbsent((int) interfaceImpls.cell(row, "Class"), type -> new ArrayList<>(1))
                    .add(definition(interfaceImpls.cell(row, "Interface")));
        }
        return interfaces;
    }

    /** What methods implement under another name: rows of MethodDef, with 0 for methods of other assemblies. */
    Map<Integer, List<Integer>> explicitImplementations() throws MalformedImageException {
        Map<Integer, List<Integer>> found = new HashMap<>();
        for (int row = 1; row <= methodImpls.rows(); row++) {
            long body = methodImpls.cell(row, "Body");
            if (methodDefOrRef.table(body).equals("MethodDef")) {
                Method declared = method(token(methodDefOrRef, methodImpls.cell(row, "Declaration")));
                List<Integer> slots = resolve(declared);
                found.computeIfAbsent(methodDefOrRef.row(body), method -> new ArrayList<>(1))
                        .addAll(slots.isEmpty() ? List.of(0) : slots);
            }
        }
        return found;
    }

    private static int token(CodedIndex index, long value) throws MalformedImageException {
        return (index.table(value).equals("MethodDef") ? METHOD_DEF : MEMBER_REF) << 24 | index.row(value);
    }

    /**
     * The definitions of a method, in its type or the first one above it that has any; none when they are in another
     * assembly.
     */
    List<Integer> resolve(Method method) throws MalformedImageException {
        if (method.row() > 0) {
            return List.of(method.row());
        }
        return resolve(method, method.owner());
    }

    /** The methods like this one that a type defines or inherits. */
    List<Integer> resolve(Method method, int type) throws MalformedImageException {
        int at = type;
        for (int depth = 0; at > 0 && depth < MAX_DEPTH; depth++) {
            List<Integer> own = find(method, at);
            if (!own.isEmpty()) {
                return own;
            }
            at = base(at);
        }
        return List.of();
    }

    /** The methods like this one that a type defines itself. */
    List<Integer> find(Method method, int type) throws MalformedImageException {
        Map<Key, List<Integer>> keys = byKey.get(type);
        if (keys == null) {
            keys = new HashMap<>();
            for (int row : methodsOf(type)) {
                Method own = definition(row);
                keys.computeIfAbsent(new Key(own.name(), own.parameters()), key -> new ArrayList<>(1))
                        .add(row);
            }
            byKey.put(type, keys);
        }
        return keys.getOrDefault(new Key(method.name(), method.parameters()), List.of());
    }

    /** A method that this assembly defines. */
    Method definition(int row) throws MalformedImageException {
        return method(METHOD_DEF << 24 | row);
    }

    /** The method of a token. */
    Method method(long token) throws MalformedImageException {
        int key = (int) token;
        Method method = known.get(key);
        if (method == null) {
            method = read(key >>> 24, key & 0xFFFFFF);
            known.put(key, method);
        }
        return method;
    }

    private Method read(int table, int row) throws MalformedImageException {
        switch (table) {
            case METHOD_DEF -> {
                Signature signature = signature(heaps.blob(methods.cell(row, "Signature")));
                int owner = methodOwners[row];
                String type = owner == 0 ? "" : names.definition(owner);
                return new Method(
                        type,
                        heaps.string(methods.cell(row, "Name")),
                        signature.parameters(),
                        signature.instance(),
                        signature.returns(),
                        owner,
                        row);
            }
            case MEMBER_REF -> {
                Signature signature = signature(heaps.blob(memberRefs.cell(row, "Signature")));
                long parent = memberRefs.cell(row, "Class");
                int owner = owner(parent);
                String type = owner > 0 ? names.definition(owner) : parentName(parent);
                return new Method(
                        type,
                        heaps.string(memberRefs.cell(row, "Name")),
                        signature.parameters(),
                        signature.instance(),
                        signature.returns(),
                        owner,
                        0);
            }
            case METHOD_SPEC -> {
                long generic = methodSpecs.cell(row, "Method");
                // an instantiation of an instantiation there is not: this ends
                return method(token(methodDefOrRef, generic));
            }
            default ->
                throw new MalformedImageException(
                        "an instruction calls a token of the table 0x" + Integer.toHexString(table));
        }
    }

    private int owner(long parent) throws MalformedImageException {
        int row = memberRefParent.row(parent);
        return switch (memberRefParent.table(parent)) {
            case "TypeDef" -> row >= 1 && row <= typeDefs.rows() ? row : 0;
            case "TypeSpec" -> definitionOfSpec(row);
            case "MethodDef" -> row >= 1 && row < methodOwners.length ? methodOwners[row] : 0;
            default -> 0;
        };
    }

    private String parentName(long parent) throws MalformedImageException {
        int row = memberRefParent.row(parent);
        return switch (memberRefParent.table(parent)) {
            case "TypeRef" -> names.of((long) row << 2 | 1).orElse("");
            case "TypeSpec" -> isInstance(row) ? names.of((long) row << 2 | 2).orElse("") : "";
            default -> "";
        };
    }

    /** Whether a type specification is an instance of a generic class, and no array, pointer or parameter. */
    private boolean isInstance(int spec) throws MalformedImageException {
        Bytes signature = heaps.blob(typeSpecs.cell(spec, "Signature"));
        int kind = signature.size() > 1 ? signature.u8(0) : 0;
        if (kind == GENERIC_INSTANCE) {
            kind = signature.u8(1);
        }
        return kind == CLASS || kind == VALUE_TYPE;
    }

    private int definitionOfSpec(int spec) throws MalformedImageException {
        if (!isInstance(spec)) {
            return 0;
        }
        Bytes signature = heaps.blob(typeSpecs.cell(spec, "Signature"));
        int at = signature.u8(0) == GENERIC_INSTANCE ? 2 : 1;
        long value = signature.compressed(at).value();
        return typeDefOrRef.table(value).equals("TypeDef") ? definition(value) : 0;
    }

    private int definition(long value) throws MalformedImageException {
        int row = typeDefOrRef.row(value);
        if (row == 0) {
            return 0;
        }
        return switch (typeDefOrRef.table(value)) {
            case "TypeDef" -> row <= typeDefs.rows() ? row : 0;
            case "TypeSpec" -> definitionOfSpec(row);
            default -> 0;
        };
    }

    /** The type that an instruction names, when this assembly defines it; else 0. */
    int type(long token) throws MalformedImageException {
        int row = (int) token & 0xFFFFFF;
        return switch ((int) token >>> 24) {
            case TYPE_DEF -> row >= 1 && row <= typeDefs.rows() ? row : 0;
            case TYPE_SPEC -> definitionOfSpec(row);
            default -> 0;
        };
    }

    /** The type of the field that an instruction names, when this assembly defines it; else 0. */
    int fieldOwner(long token) throws MalformedImageException {
        int row = (int) token & 0xFFFFFF;
        return switch ((int) token >>> 24) {
            case FIELD -> row >= 1 && row < fieldOwners.length ? fieldOwners[row] : 0;
            case MEMBER_REF -> owner(memberRefs.cell(row, "Class"));
            default -> 0;
        };
    }

    /** The signature of an indirect call. */
    Signature standAlone(long token) throws MalformedImageException {
        if ((int) token >>> 24 != STAND_ALONE_SIGNATURE) {
            throw new MalformedImageException("an indirect call has no signature");
        }
        return signature(heaps.blob(signatures.cell((int) token & 0xFFFFFF, "Signature")));
    }

    /** ECMA-335 II.23.2.1 to 3. */
    private static Signature signature(Bytes signature) throws MalformedImageException {
        int convention = signature.u8(0);
        long at = 1;
        if ((convention & GENERIC) != 0) {
            at += signature.compressed(at).width();
        }
        Bytes.CompressedNumber parameters = signature.compressed(at);
        at += parameters.width();
        int type = signature.u8(at);
        while (type == REQUIRED_MODIFIER || type == OPTIONAL_MODIFIER) {
            at += 1 + signature.compressed(at + 1).width();
            type = signature.u8(at);
        }
        boolean instance = (convention & HAS_THIS) != 0 && (convention & EXPLICIT_THIS) == 0;
        return new Signature(parameters.value(), instance, type != VOID);
    }

    /** The text of an {@code ldstr}; of a long one only its beginning (ECMA-335 II.24.2.4). */
    String text(long token) throws MalformedImageException {
        int offset = (int) token & 0xFFFFFF;
        Bytes.CompressedNumber length = texts.compressed(offset);
        Bytes blob = texts.slice("text", offset + length.width(), length.value());
        int bytes = Math.min(MAX_TEXT_BYTES, blob.size()) & ~1;
        return new String(blob.slice("text", 0, bytes).toArray(), StandardCharsets.UTF_16LE);
    }
}
