package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.assembly.TableSchema.CodedIndex;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads facts about an assembly from its tables and heaps. */
final class AssemblyMetadata {

    /** About ten times what the largest assemblies have; the bound for a hostile file. */
    private static final int MAX_TYPES = 1 << 17;

    private static final int MAX_INTERFACES = 1 << 18;
    private static final int MAX_REFERENCES = 1 << 16;

    /** An RSA key of 16,384 bits has 2,080 bytes. */
    private static final int MAX_KEY_BYTES = 8192;

    private static final int TOKEN_BYTES = 8;

    private static final int FULL_PUBLIC_KEY = 0x1;
    private static final int VISIBILITY_MASK = 0x7;
    private static final int PUBLIC = 0x1;
    private static final int NESTED_PUBLIC = 0x2;
    private static final int INTERFACE = 0x20;
    private static final int ABSTRACT = 0x80;

    private final TableSchema schema = TableSchema.ecma335();
    private final MetadataTables tables;
    private final Heaps heaps;
    private final MetadataTables.Table assembly;

    AssemblyMetadata(Bytes metadata) throws MalformedImageException {
        MetadataRoot root = MetadataRoot.parse(metadata);
        this.heaps = root.heaps();
        this.tables = MetadataTables.parse(schema, root.tables());
        this.assembly = tables.table("Assembly");
        if (assembly.rows() == 0) {
            throw new MalformedImageException("it is a module without an assembly manifest");
        }
    }

    AssemblyName name() throws MalformedImageException {
        return name(assembly, 1, token(heaps.blob(assembly.cell(1, "PublicKey"))));
    }

    boolean hasPublicKey() throws MalformedImageException {
        return heaps.blob(assembly.cell(1, "PublicKey")).size() > 0;
    }

    List<AssemblyName> references() throws MalformedImageException {
        MetadataTables.Table table = tables.table("AssemblyRef");
        limit("referenced assemblies", table.rows(), MAX_REFERENCES);
        List<AssemblyName> references = new ArrayList<>(table.rows());
        for (int row = 1; row <= table.rows(); row++) {
            Bytes keyOrToken = heaps.blob(table.cell(row, "PublicKeyOrToken"));
            boolean key = (table.cell(row, "Flags") & FULL_PUBLIC_KEY) != 0;
            String token = key || keyOrToken.size() == 0 ? token(keyOrToken) : writtenToken(keyOrToken);
            references.add(name(table, row, token));
        }
        return references;
    }

    private AssemblyName name(MetadataTables.Table table, int row, String token) throws MalformedImageException {
        String version = table.cell(row, "Major") + "." + table.cell(row, "Minor") + "." + table.cell(row, "Build")
                + "." + table.cell(row, "Revision");
        String culture = heaps.string(table.cell(row, "Culture"));
        return new AssemblyName(
                heaps.string(table.cell(row, "Name")),
                version,
                culture.isEmpty() ? AssemblyName.NEUTRAL : culture,
                token);
    }

    /** The last eight bytes of the key's SHA-1, the last one first (ECMA-335 II.6.3); no key, no token. */
    private static String token(Bytes publicKey) throws MalformedImageException {
        limit("bytes of a public key", publicKey.size(), MAX_KEY_BYTES);
        if (publicKey.size() == 0) {
            return AssemblyName.NO_TOKEN;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(publicKey.toArray());
            byte[] token = new byte[TOKEN_BYTES];
            for (int i = 0; i < TOKEN_BYTES; i++) {
                token[i] = hash[hash.length - 1 - i];
            }
            return HexFormat.of().formatHex(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }

    private static String writtenToken(Bytes token) throws MalformedImageException {
        if (token.size() != TOKEN_BYTES) {
            throw new MalformedImageException("a public key token has " + token.size() + " bytes, not " + TOKEN_BYTES);
        }
        return HexFormat.of().formatHex(token.toArray());
    }

    /** The argument of the assembly's {@code TargetFrameworkAttribute} (blob form: ECMA-335 II.23.3). */
    Optional<String> targetFramework() throws MalformedImageException {
        MetadataTables.Table attributes = tables.table("CustomAttribute");
        CodedIndex parents = schema.codedIndex("HasCustomAttribute");
        for (int row = 1; row <= attributes.rows(); row++) {
            long parent = attributes.cell(row, "Parent");
            if (parents.row(parent) == 1
                    && parents.table(parent).equals("Assembly")
                    && isTargetFramework(attributes.cell(row, "Type"))) {
                return firstString(heaps.blob(attributes.cell(row, "Value")));
            }
        }
        return Optional.empty();
    }

    private boolean isTargetFramework(long constructor) throws MalformedImageException {
        CodedIndex constructors = schema.codedIndex("CustomAttributeType");
        if (!constructors.table(constructor).equals("MemberRef")) {
            return false;
        }
        long owner = tables.table("MemberRef").cell(constructors.row(constructor), "Class");
        CodedIndex owners = schema.codedIndex("MemberRefParent");
        if (!owners.table(owner).equals("TypeRef")) {
            return false;
        }
        MetadataTables.Table types = tables.table("TypeRef");
        int row = owners.row(owner);
        return heaps.string(types.cell(row, "Name")).equals("TargetFrameworkAttribute")
                && heaps.string(types.cell(row, "Namespace")).equals("System.Runtime.Versioning");
    }

    private static Optional<String> firstString(Bytes value) throws MalformedImageException {
        int nullString = 0xFF;
        if (value.u16(0) != 1 || value.u8(2) == nullString) {
            return Optional.empty();
        }
        Bytes.CompressedNumber length = value.compressed(2);
        return Optional.of(value.text(2L + length.width(), length.value()));
    }

    List<AssemblyType> types() throws MalformedImageException {
        MetadataTables.Table typeDefs = tables.table("TypeDef");
        limit("types", typeDefs.rows(), MAX_TYPES);
        limit("nested types", tables.table("NestedClass").rows(), MAX_TYPES);
        TypeNames names = new TypeNames(schema, tables, heaps);
        Map<Integer, List<String>> interfaces = interfaces(names, typeDefs.rows());
        List<AssemblyType> types = new ArrayList<>(typeDefs.rows());
        // Row 1 is <Module>, the place of global functions, not a type (ECMA-335 II.22.37).
        for (int row = 2; row <= typeDefs.rows(); row++) {
            long flags = typeDefs.cell(row, "Flags");
            types.add(new AssemblyType(
                    names.definition(row),
                    isVisible(typeDefs, names, row),
                    (flags & INTERFACE) != 0,
                    (flags & ABSTRACT) != 0,
                    names.of(typeDefs.cell(row, "Extends")),
                    interfaces.getOrDefault(row, List.of())));
        }
        return types;
    }

    private Map<Integer, List<String>> interfaces(TypeNames names, int types) throws MalformedImageException {
        MetadataTables.Table table = tables.table("InterfaceImpl");
        limit("implemented interfaces", table.rows(), MAX_INTERFACES);
        Map<Integer, List<String>> interfaces = new HashMap<>();
        for (int row = 1; row <= table.rows(); row++) {
            int type = (int) table.cell(row, "Class");
            Optional<String> name = names.of(table.cell(row, "Interface"));
            if (type <= types && name.isPresent()) {
                interfaces.computeIfAbsent(type, added -> new ArrayList<>(1)).add(name.get());
            }
        }
        return interfaces;
    }

    /** Naming the type has shown that the chain of enclosing types ends. */
    private static boolean isVisible(MetadataTables.Table typeDefs, TypeNames names, int row)
            throws MalformedImageException {
        int current = row;
        Optional<Integer> outer = names.enclosing(current);
        while (outer.isPresent()) {
            if ((typeDefs.cell(current, "Flags") & VISIBILITY_MASK) != NESTED_PUBLIC) {
                return false;
            }
            current = outer.get();
            outer = names.enclosing(current);
        }
        return (typeDefs.cell(current, "Flags") & VISIBILITY_MASK) == PUBLIC;
    }

    private static void limit(String what, int count, int limit) throws MalformedImageException {
        if (count > limit) {
            throw new MalformedImageException(
                    "it claims " + count + " " + what + ", more than the " + limit + " that are read");
        }
    }
}
