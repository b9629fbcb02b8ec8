package io.github.dataversealm.solution.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The layout of the metadata tables as data (ECMA-335 II.22, and II.24.2.6 for the coded indexes). */
final class TableSchema {

    /**
     * One table a line: number, name, columns. A column is {@code Name:kind}; the kind is a number of bytes, {@code s}
     * (#Strings), {@code g} (#GUID), {@code b} (#Blob), or what its value points to: a table or a coded index. The
     * {@code *Ptr} tables and the EnC tables occur in uncompressed metadata only.
     */
    private static final String TABLES = """
            00 Module Generation:2 Name:s Mvid:g EncId:g EncBaseId:g
            01 TypeRef ResolutionScope:ResolutionScope Name:s Namespace:s
            02 TypeDef Flags:4 Name:s Namespace:s Extends:TypeDefOrRef Fields:Field Methods:MethodDef
            03 FieldPtr Field:Field
            04 Field Flags:2 Name:s Signature:b
            05 MethodPtr Method:MethodDef
            06 MethodDef Rva:4 ImplFlags:2 Flags:2 Name:s Signature:b Params:Param
            07 ParamPtr Param:Param
            08 Param Flags:2 Sequence:2 Name:s
            09 InterfaceImpl Class:TypeDef Interface:TypeDefOrRef
            0A MemberRef Class:MemberRefParent Name:s Signature:b
            0B Constant Type:2 Parent:HasConstant Value:b
            0C CustomAttribute Parent:HasCustomAttribute Type:CustomAttributeType Value:b
            0D FieldMarshal Parent:HasFieldMarshal NativeType:b
            0E DeclSecurity Action:2 Parent:HasDeclSecurity PermissionSet:b
            0F ClassLayout PackingSize:2 ClassSize:4 Parent:TypeDef
            10 FieldLayout Offset:4 Field:Field
            11 StandAloneSig Signature:b
            12 EventMap Parent:TypeDef Events:Event
            13 EventPtr Event:Event
            14 Event Flags:2 Name:s Type:TypeDefOrRef
            15 PropertyMap Parent:TypeDef Properties:Property
            16 PropertyPtr Property:Property
            17 Property Flags:2 Name:s Type:b
            18 MethodSemantics Semantics:2 Method:MethodDef Association:HasSemantics
            19 MethodImpl Class:TypeDef Body:MethodDefOrRef Declaration:MethodDefOrRef
            1A ModuleRef Name:s
            1B TypeSpec Signature:b
            1C ImplMap Flags:2 Member:MemberForwarded ImportName:s ImportScope:ModuleRef
            1D FieldRva Rva:4 Field:Field
            1E EncLog Token:4 Code:4
            1F EncMap Token:4
            20 Assembly HashAlgorithm:4 Major:2 Minor:2 Build:2 Revision:2 Flags:4 PublicKey:b Name:s Culture:s
            21 AssemblyProcessor Processor:4
            22 AssemblyOs PlatformId:4 MajorVersion:4 MinorVersion:4
            23 AssemblyRef Major:2 Minor:2 Build:2 Revision:2 Flags:4 PublicKeyOrToken:b Name:s Culture:s HashValue:b
            24 AssemblyRefProcessor Processor:4 AssemblyRef:AssemblyRef
            25 AssemblyRefOs PlatformId:4 MajorVersion:4 MinorVersion:4 AssemblyRef:AssemblyRef
            26 File Flags:4 Name:s HashValue:b
            27 ExportedType Flags:4 TypeDefId:4 Name:s Namespace:s Implementation:Implementation
            28 ManifestResource Offset:4 Flags:4 Name:s Implementation:Implementation
            29 NestedClass Nested:TypeDef Enclosing:TypeDef
            2A GenericParam Number:2 Flags:2 Owner:TypeOrMethodDef Name:s
            2B MethodSpec Method:MethodDefOrRef Instantiation:b
            2C GenericParamConstraint Owner:GenericParam Constraint:TypeDefOrRef
            """;

    /** One coded index a line: name, bits of the tag, the table of each tag ({@code -}: the tag is not used). */
    private static final String CODED_INDEXES = """
            TypeDefOrRef 2 TypeDef TypeRef TypeSpec
            HasConstant 2 Field Param Property
            HasCustomAttribute 5 MethodDef Field TypeRef TypeDef Param InterfaceImpl MemberRef Module DeclSecurity Property \
            Event StandAloneSig ModuleRef TypeSpec Assembly AssemblyRef File ExportedType ManifestResource GenericParam \
            GenericParamConstraint MethodSpec
            HasFieldMarshal 1 Field Param
            HasDeclSecurity 2 TypeDef MethodDef Assembly
            MemberRefParent 3 TypeDef TypeRef ModuleRef MethodDef TypeSpec
            HasSemantics 1 Event Property
            MethodDefOrRef 1 MethodDef MemberRef
            MemberForwarded 1 Field MethodDef
            Implementation 2 File AssemblyRef ExportedType
            CustomAttributeType 3 - - MethodDef MemberRef -
            ResolutionScope 2 Module ModuleRef AssemblyRef TypeRef
            TypeOrMethodDef 1 TypeDef MethodDef
            """;

    /** A table: its number and its columns in order. */
    record Table(int number, String name, List<Column> columns) {}

    /** A column and its kind, as written above. */
    record Column(String name, String kind) {}

    /** How a table and a row of it share one number: the low {@code tagBits} bits choose among {@code tables}. */
    record CodedIndex(int tagBits, List<String> tables) {

        /** The name of the table that the value points into. */
        String table(long value) throws MalformedImageException {
            int tag = (int) (value & (1L << tagBits) - 1);
            if (tag >= tables.size() || tables.get(tag).equals("-")) {
                throw new MalformedImageException("its tables hold a reference with the unknown tag " + tag);
            }
            return tables.get(tag);
        }

        /** The row that the value points to, counted from 1; 0: none. */
        int row(long value) {
            return (int) (value >>> tagBits);
        }
    }

    private final Map<Integer, Table> tables;
    private final Map<String, CodedIndex> codedIndexes;

    private TableSchema(Map<Integer, Table> tables, Map<String, CodedIndex> codedIndexes) {
        this.tables = tables;
        this.codedIndexes = codedIndexes;
    }

    static TableSchema ecma335() {
        Map<Integer, Table> tables = new TreeMap<>();
        TABLES.lines().map(line -> List.of(line.split(" "))).forEach(words -> {
            int number = Integer.parseInt(words.get(0), 16);
            List<Column> columns = new ArrayList<>();
            for (String word : words.subList(2, words.size())) {
                int colon = word.indexOf(':');
                columns.add(new Column(word.substring(0, colon), word.substring(colon + 1)));
            }
            tables.put(number, new Table(number, words.get(1), List.copyOf(columns)));
        });
        Map<String, CodedIndex> codedIndexes = CODED_INDEXES
                .lines()
                .map(line -> List.of(line.split(" ")))
                .collect(Collectors.toMap(
                        words -> words.get(0),
                        words -> new CodedIndex(Integer.parseInt(words.get(1)), words.subList(2, words.size()))));
        return new TableSchema(tables, codedIndexes);
    }

    /** The table with this number, or null. */
    Table table(int number) {
        return tables.get(number);
    }

    Iterable<Table> tables() {
        return tables.values();
    }

    /** The coded index with this name, or null. */
    CodedIndex codedIndex(String name) {
        return codedIndexes.get(name);
    }
}
