package io.github.dataversealm.solution.assembly;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes minimal PE/CLI images: real headers, metadata root, heaps and tables, and code where methods are given. Row sizes are worked out
 * here by hand, not from the reader's schema, so that an error in the schema shows.
 */
final class AssemblyBuilderForTests {

    static final int PUBLIC = 0x1;
    static final int NESTED_PUBLIC = 0x2;
    static final int NESTED_PRIVATE = 0x3;
    static final int INTERFACE = 0xA0;
    static final int ABSTRACT = 0x80;

    private static final int HEADERS = 0x400;
    private static final int SECTION_ADDRESS = 0x2000;

    private final String name;
    private int[] version = {1, 0, 0, 0};
    private String culture = "";
    private byte[] publicKey = {};
    private boolean signed;
    private boolean pe32plus;
    private boolean largeHeaps;
    private boolean uncompressed;
    private boolean extraData;
    private boolean manifest = true;
    private String targetFramework;
    private int fillerFields;
    private int fillerTypeRefs;
    private final List<AssemblyName> references = new ArrayList<>();
    private final List<byte[]> referenceKeys = new ArrayList<>();
    private final List<TypeDef> types = new ArrayList<>();
    private final List<int[]> nested = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<int[]> explicit = new ArrayList<>();

    /** A method of the type that was added at {@code type}; without lines it has no body. */
    private record Method(
            int type, String name, int flags, int implFlags, int parameters, boolean fat, String[] lines) {}

    private record TypeDef(int flags, String namespace, String name, String base, List<String> interfaces) {
        String fullName() {
            return namespace.isEmpty() ? name : namespace + "." + name;
        }
    }

    AssemblyBuilderForTests(String name) {
        this.name = name;
        types.add(new TypeDef(0, "", "<Module>", null, List.of()));
    }

    AssemblyBuilderForTests version(int major, int minor, int build, int revision) {
        version = new int[] {major, minor, build, revision};
        return this;
    }

    AssemblyBuilderForTests culture(String text) {
        culture = text;
        return this;
    }

    AssemblyBuilderForTests strongName(byte[] key, boolean isSigned) {
        publicKey = key.clone();
        signed = isSigned;
        return this;
    }

    AssemblyBuilderForTests pe32plus() {
        pe32plus = true;
        return this;
    }

    AssemblyBuilderForTests largeHeaps() {
        largeHeaps = true;
        return this;
    }

    AssemblyBuilderForTests uncompressedMetadata() {
        uncompressed = true;
        return this;
    }

    AssemblyBuilderForTests extraData() {
        extraData = true;
        return this;
    }

    AssemblyBuilderForTests withoutManifest() {
        manifest = false;
        return this;
    }

    AssemblyBuilderForTests targetFramework(String text) {
        targetFramework = text;
        return this;
    }

    /** Rows that make the indexes into Field and TypeRef four bytes wide. */
    AssemblyBuilderForTests manyRows() {
        fillerFields = 70_000;
        fillerTypeRefs = 20_000;
        return this;
    }

    /** A reference by token, or by full key when {@code fullKey} is given. */
    AssemblyBuilderForTests reference(AssemblyName reference, byte[] fullKey) {
        references.add(reference);
        referenceKeys.add(fullKey);
        return this;
    }

    /**
     * Adds a type. The base and the interfaces are full names: of types added before, else of types of another
     * assembly; with {@code <>} behind, a generic instance of it.
     */
    AssemblyBuilderForTests type(int flags, String namespace, String typeName, String base, String... interfaces) {
        types.add(new TypeDef(flags, namespace, typeName, base, List.of(interfaces)));
        return this;
    }

    /** Adds a type inside the one that was added at {@code enclosing} (1: the first). */
    AssemblyBuilderForTests nested(int enclosing, int flags, String typeName, String base) {
        types.add(new TypeDef(flags, "", typeName, base, List.of()));
        nested.add(new int[] {types.size(), enclosing + 1});
        return this;
    }

    /** Says that the type added at {@code inner} is inside the one at {@code outer}, sense or no sense. */
    AssemblyBuilderForTests enclose(int inner, int outer) {
        nested.add(new int[] {inner + 1, outer + 1});
        return this;
    }

    /** Adds a method to the type that was added last; see {@link CilAssembler} for its lines. */
    AssemblyBuilderForTests method(String methodName, int flags, int parameters, String... lines) {
        methods.add(new Method(types.size(), methodName, flags, 0, parameters, methods.size() % 2 == 1, lines));
        return this;
    }

    AssemblyBuilderForTests synchronizedMethod(String methodName, int flags, String... lines) {
        methods.add(new Method(types.size(), methodName, flags, 0x20, 0, false, lines));
        return this;
    }

    /** Says that the method that was added last implements the one that was added at {@code declaration} (1: the first). */
    AssemblyBuilderForTests implementing(int declaration) {
        explicit.add(new int[] {types.size(), methods.size(), declaration});
        return this;
    }

    byte[] build() {
        int cliSize = 72;
        Metadata metadata = new Metadata(0);
        byte[] metadataBytes = metadata.write();
        if (!methods.isEmpty()) {
            // the size does not depend on where the code is
            metadata = new Metadata(SECTION_ADDRESS + cliSize + metadataBytes.length);
            metadataBytes = metadata.write();
        }
        byte[] code = metadata.code.toByteArray();
        int bodySize = cliSize + metadataBytes.length + code.length;
        int rawSize = (bodySize + 0x1FF) & ~0x1FF;
        ByteBuffer image = ByteBuffer.allocate(HEADERS + rawSize).order(ByteOrder.LITTLE_ENDIAN);
        image.putShort(0, (short) 0x5A4D).putInt(0x3C, 0x80);
        int optionalSize = pe32plus ? 240 : 224;
        image.position(0x80);
        image.putInt(0x4550).putShort((short) (pe32plus ? 0x8664 : 0x14C)).putShort((short) 1);
        image.position(0x80 + 20);
        image.putShort((short) optionalSize).putShort((short) 0x2102);
        int optional = 0x80 + 24;
        int directories = optional + (pe32plus ? 112 : 96);
        image.putShort(optional, (short) (pe32plus ? 0x20B : 0x10B));
        image.putInt(directories - 4, 16);
        image.putInt(directories + 14 * 8, SECTION_ADDRESS).putInt(directories + 14 * 8 + 4, cliSize);
        int section = optional + optionalSize;
        image.position(section);
        image.put(".text\0\0\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(bodySize)
                .putInt(SECTION_ADDRESS)
                .putInt(rawSize)
                .putInt(HEADERS);
        image.position(HEADERS);
        image.putInt(cliSize).putShort((short) 2).putShort((short) 5);
        image.putInt(SECTION_ADDRESS + cliSize).putInt(metadataBytes.length);
        image.putInt(1 | (signed ? 8 : 0));
        image.position(HEADERS + 32);
        image.putInt(publicKey.length == 0 ? 0 : SECTION_ADDRESS).putInt(publicKey.length == 0 ? 0 : 128);
        image.position(HEADERS + cliSize);
        image.put(metadataBytes).put(code);
        return image.array();
    }

    /** The metadata while it is written. */
    private final class Metadata implements CilAssembler.Tokens {
        private final int codeAddress;
        private final ByteArrayOutputStream code = new ByteArrayOutputStream();
        private final ByteArrayOutputStream userStrings = new ByteArrayOutputStream();
        private final Map<String, Integer> memberRefs = new LinkedHashMap<>();
        private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
        private final ByteArrayOutputStream blobs = new ByteArrayOutputStream();
        private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();
        private final Map<String, Integer> typeRefs = new LinkedHashMap<>();
        private final List<byte[]> typeSpecs = new ArrayList<>();
        private final Map<Integer, List<Row>> tables = new TreeMap<>();

        Metadata(int codeAddress) {
            this.codeAddress = codeAddress;
            userStrings.write(0);
            strings.write(0);
            blobs.write(0);
        }

        /** Cells, each with its width in bytes. */
        private record Row(List<long[]> cells) {
            static Row of(long... valuesAndWidths) {
                List<long[]> cells = new ArrayList<>();
                for (int i = 0; i < valuesAndWidths.length; i += 2) {
                    cells.add(new long[] {valuesAndWidths[i], valuesAndWidths[i + 1]});
                }
                return new Row(cells);
            }
        }

        private int heap() {
            return largeHeaps ? 4 : 2;
        }

        private void row(int table, long... valuesAndWidths) {
            tables.computeIfAbsent(table, number -> new ArrayList<>()).add(Row.of(valuesAndWidths));
        }

        private int string(String text) {
            if (text.isEmpty()) {
                return 0;
            }
            return stringOffsets.computeIfAbsent(text, added -> {
                int offset = strings.size();
                strings.writeBytes(added.getBytes(StandardCharsets.UTF_8));
                strings.write(0);
                return offset;
            });
        }

        private int blob(byte[] content) {
            if (content.length == 0) {
                return 0;
            }
            int offset = blobs.size();
            if (content.length < 0x80) {
                blobs.write(content.length);
            } else {
                blobs.write(0x80 | content.length >> 8);
                blobs.write(content.length);
            }
            blobs.writeBytes(content);
            return offset;
        }

        @Override
        public int text(String text) {
            int offset = userStrings.size();
            byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
            userStrings.write(utf16.length + 1);
            userStrings.writeBytes(utf16);
            userStrings.write(0);
            return 0x70000000 | offset;
        }

        @Override
        public int member(String type, String member, int parameters, boolean instance, boolean returns) {
            for (int i = 0; i < methods.size(); i++) {
                Method method = methods.get(i);
                if (types.get(method.type() - 1).fullName().equals(type)
                        && method.name().equals(member)
                        && method.parameters() == parameters) {
                    return 0x06000000 | i + 1;
                }
            }
            byte[] signature = parameters < 0
                    ? new byte[] {0x06, 0x1C}
                    : signature(parameters, instance, returns && !member.equals(".ctor"));
            // MemberRefParent: 0 TypeDef, 1 TypeRef, 4 TypeSpec; TypeDefOrRef: 0, 1, 2
            long owner = typeDefOrRef(type);
            long parent = owner >> 2 << 3 | ((owner & 3) == 2 ? 4 : owner & 3);
            String key = parent + member + HexFormat.of().formatHex(signature);
            if (!memberRefs.containsKey(key)) {
                row(0x0A, parent, 2, string(member), heap(), blob(signature), heap());
                memberRefs.put(key, memberRefs.size() + 1);
            }
            return 0x0A000000 | memberRefs.get(key);
        }

        private static byte[] signature(int parameters, boolean instance, boolean returns) {
            byte[] signature = new byte[3 + parameters];
            Arrays.fill(signature, (byte) 0x1C);
            signature[0] = (byte) (instance ? 0x20 : 0);
            signature[1] = (byte) parameters;
            signature[2] = (byte) (returns ? 0x1C : 0x01);
            return signature;
        }

        private void methods() {
            CilAssembler assembler = new CilAssembler(this);
            for (Method method : methods) {
                long address = 0;
                if (method.lines().length > 0) {
                    while (code.size() % 4 != 0) {
                        code.write(0);
                    }
                    address = codeAddress + code.size();
                    code.writeBytes(assembler.body(method.fat(), method.lines()));
                }
                boolean isStatic = (method.flags() & 0x10) != 0;
                row(
                        0x06,
                        address,
                        4,
                        method.implFlags(),
                        2,
                        method.flags(),
                        2,
                        string(method.name()),
                        heap(),
                        blob(signature(method.parameters(), !isStatic, false)),
                        heap(),
                        1,
                        2);
            }
            for (int[] one : explicit) {
                row(0x19, one[0], 2, one[1] << 1, 2, one[2] << 1, 2);
            }
        }

        private int firstMethod(int type) {
            int first = 1;
            for (Method method : methods) {
                first += method.type() < type ? 1 : 0;
            }
            return first;
        }

        /** The row of a TypeRef; nested ones ({@code +}) refer to the row of the type around. */
        private int typeRef(String fullName) {
            int plus = fullName.lastIndexOf('+');
            if (plus > 0) {
                typeRef(fullName.substring(0, plus));
            }
            typeRefs.putIfAbsent(fullName, typeRefs.size() + 1);
            return typeRefs.get(fullName);
        }

        private long typeDefOrRef(String fullName) {
            if (fullName == null) {
                return 0;
            }
            if (fullName.endsWith("<>")) {
                long generic = typeDefOrRef(fullName.substring(0, fullName.length() - 2));
                // GENERICINST CLASS token 1 argument: OBJECT
                typeSpecs.add(new byte[] {0x15, 0x12, (byte) (0x80 | generic >> 8), (byte) generic, 1, 0x1C});
                return (long) typeSpecs.size() << 2 | 2;
            }
            for (int i = 0; i < types.size(); i++) {
                if (types.get(i).fullName().equals(fullName)) {
                    return (i + 1L) << 2;
                }
            }
            return (long) typeRef(fullName) << 2 | 1;
        }

        byte[] write() {
            int field = fillerFields > 0 ? 4 : 2;
            int wideRef = fillerTypeRefs > 0 ? 4 : 2;
            for (TypeDef type : types) {
                typeDefOrRef(type.base());
                type.interfaces().forEach(this::typeDefOrRef);
            }
            typeSpecs.clear();
            methods();
            if (targetFramework != null) {
                typeRef("System.Runtime.Versioning.TargetFrameworkAttribute");
            }
            row(0x00, 0, 2, string(name + ".dll"), heap(), 1, heap(), 0, heap(), 0, heap());
            for (int i = 0; i < types.size(); i++) {
                TypeDef type = types.get(i);
                row(
                        0x02,
                        type.flags(),
                        4,
                        string(type.name()),
                        heap(),
                        string(type.namespace()),
                        heap(),
                        typeDefOrRef(type.base()),
                        wideRef,
                        1,
                        field,
                        firstMethod(i + 1),
                        2);
                for (String implemented : type.interfaces()) {
                    row(0x09, i + 1, 2, typeDefOrRef(implemented), wideRef);
                }
            }
            for (int i = 0; i < fillerFields; i++) {
                row(0x04, 0, 2, string("f"), heap(), 0, heap());
            }
            if (targetFramework != null) {
                attributes(wideRef);
            }
            for (byte[] spec : typeSpecs) {
                row(0x1B, blob(spec), heap());
            }
            if (manifest) {
                row(
                        0x20,
                        0x8004,
                        4,
                        version[0],
                        2,
                        version[1],
                        2,
                        version[2],
                        2,
                        version[3],
                        2,
                        publicKey.length == 0 ? 0 : 1,
                        4,
                        blob(publicKey),
                        heap(),
                        string(name),
                        heap(),
                        string(culture),
                        heap());
            }
            references();
            for (int[] pair : nested) {
                row(0x29, pair[0], 2, pair[1], 2);
            }
            typeRefRows(wideRef);
            return root();
        }

        private void attributes(int wideRef) {
            int attribute = typeRef("System.Runtime.Versioning.TargetFrameworkAttribute");
            int other = typeRef("System.Reflection.AssemblyTitleAttribute");
            byte[] constructor = {0x20, 0x01, 0x01, 0x0E};
            row(0x0A, (long) other << 3 | 1, wideRef, string(".ctor"), heap(), blob(constructor), heap());
            row(0x0A, (long) attribute << 3 | 1, wideRef, string(".ctor"), heap(), blob(constructor), heap());
            // The same attribute on a type, another one on the assembly, then the one that counts.
            // Parent is HasCustomAttribute: tag 3 TypeDef, 14 Assembly. Fields can be parents as well.
            int parent = fillerFields > 0 || fillerTypeRefs > 0 ? 4 : 2;
            int mine = memberRefs.size();
            row(0x0C, 1 << 5 | 3, parent, (mine + 2) << 3 | 3, 2, blob(argument("on a type")), heap());
            row(0x0C, 1 << 5 | 14, parent, (mine + 1) << 3 | 3, 2, blob(argument("a title")), heap());
            row(0x0C, 1 << 5 | 14, parent, (mine + 2) << 3 | 3, 2, blob(argument(targetFramework)), heap());
        }

        private static byte[] argument(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream blob = new ByteArrayOutputStream();
            blob.writeBytes(new byte[] {1, 0, (byte) utf8.length});
            blob.writeBytes(utf8);
            blob.writeBytes(new byte[] {0, 0});
            return blob.toByteArray();
        }

        private void references() {
            for (int i = 0; i < references.size(); i++) {
                AssemblyName reference = references.get(i);
                byte[] key = referenceKeys.get(i);
                String[] parts = reference.version().split("\\.");
                byte[] token = reference.publicKeyToken().equals(AssemblyName.NO_TOKEN)
                        ? new byte[0]
                        : HexFormat.of().parseHex(reference.publicKeyToken());
                row(
                        0x23,
                        Integer.parseInt(parts[0]),
                        2,
                        Integer.parseInt(parts[1]),
                        2,
                        Integer.parseInt(parts[2]),
                        2,
                        Integer.parseInt(parts[3]),
                        2,
                        key == null ? 0 : 1,
                        4,
                        blob(key == null ? token : key),
                        heap(),
                        string(reference.name()),
                        heap(),
                        string(reference.culture().equals(AssemblyName.NEUTRAL) ? "" : reference.culture()),
                        heap(),
                        0,
                        heap());
            }
        }

        private void typeRefRows(int wideRef) {
            for (String fullName : List.copyOf(typeRefs.keySet())) {
                int plus = fullName.lastIndexOf('+');
                int dot = plus > 0 ? -1 : fullName.lastIndexOf('.');
                long scope = plus > 0 ? (long) typeRefs.get(fullName.substring(0, plus)) << 2 | 3 : 1 << 2 | 2;
                row(
                        0x01,
                        scope,
                        wideRef,
                        string(fullName.substring(Math.max(plus, dot) + 1)),
                        heap(),
                        string(dot > 0 ? fullName.substring(0, dot) : ""),
                        heap());
            }
            for (int i = 0; i < fillerTypeRefs; i++) {
                row(0x01, 1 << 2 | 2, wideRef, string("R"), heap(), 0, heap());
            }
        }

        private byte[] root() {
            byte[] tableStream = tableStream();
            Map<String, byte[]> streams = new LinkedHashMap<>();
            streams.put(uncompressed ? "#-" : "#~", tableStream);
            streams.put("#Strings", strings.toByteArray());
            streams.put("#US", userStrings.toByteArray());
            streams.put("#GUID", new byte[16]);
            streams.put("#Blob", blobs.toByteArray());
            int headers = 32
                    + streams.keySet().stream()
                            .mapToInt(stream -> 8 + (stream.length() + 4) / 4 * 4)
                            .sum();
            int size = headers
                    + streams.values().stream()
                            .mapToInt(one -> (one.length + 3) / 4 * 4)
                            .sum();
            ByteBuffer root = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            root.putInt(0x424A5342)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putInt(0)
                    .putInt(12);
            root.put("v4.0.30319\0\0".getBytes(StandardCharsets.US_ASCII));
            root.putShort((short) 0).putShort((short) streams.size());
            int at = headers;
            for (Map.Entry<String, byte[]> stream : streams.entrySet()) {
                root.putInt(at).putInt(stream.getValue().length);
                byte[] padded = new byte[(stream.getKey().length() + 4) / 4 * 4];
                byte[] ascii = stream.getKey().getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(ascii, 0, padded, 0, ascii.length);
                root.put(padded);
                root.put(at, stream.getValue());
                at += (stream.getValue().length + 3) / 4 * 4;
            }
            return root.array();
        }

        private byte[] tableStream() {
            long present = 0;
            int size = 24 + 4 * tables.size() + (extraData ? 4 : 0);
            for (Map.Entry<Integer, List<Row>> table : tables.entrySet()) {
                present |= 1L << table.getKey();
                for (Row row : table.getValue()) {
                    size += row.cells().stream().mapToInt(cell -> (int) cell[1]).sum();
                }
            }
            ByteBuffer stream = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            stream.putInt(0).put((byte) 2).put((byte) 0);
            stream.put((byte) ((largeHeaps ? 7 : 0) | (extraData ? 0x40 : 0))).put((byte) 1);
            stream.putLong(present).putLong(0);
            tables.values().forEach(rows -> stream.putInt(rows.size()));
            if (extraData) {
                stream.putInt(0);
            }
            for (List<Row> rows : tables.values()) {
                for (Row row : rows) {
                    for (long[] cell : row.cells()) {
                        if (cell[1] == 2) {
                            stream.putShort((short) cell[0]);
                        } else {
                            stream.putInt((int) cell[0]);
                        }
                    }
                }
            }
            return stream.array();
        }
    }
}
