package io.github.dataversealm.solution.assembly;

/** The instructions of CIL as data (ECMA-335 partition III): how long their operands are and what they do to the stack. */
final class OpCodes {

    /** The first byte of the instructions of two bytes; their numbers here are 0x100 and the second byte. */
    static final int PREFIX = 0xFE;

    static final int LDLOC_0 = 0x06;
    static final int STLOC_0 = 0x0A;
    static final int LDLOC_S = 0x11;
    static final int LDLOCA_S = 0x12;
    static final int STLOC_S = 0x13;
    static final int LDC_I4_0 = 0x16;
    static final int LDC_I4_1 = 0x17;
    static final int LDC_I4_S = 0x1F;
    static final int LDC_I4 = 0x20;
    static final int DUP = 0x25;
    static final int JMP = 0x27;
    static final int CALL = 0x28;
    static final int CALLI = 0x29;
    static final int SWITCH = 0x45;
    static final int CALLVIRT = 0x6F;
    static final int LDSTR = 0x72;
    static final int NEWOBJ = 0x73;
    static final int LDFLD = 0x7B;
    static final int LDFLDA = 0x7C;
    static final int STFLD = 0x7D;
    static final int LDSFLD = 0x7E;
    static final int LDSFLDA = 0x7F;
    static final int STSFLD = 0x80;
    static final int LDTOKEN = 0xD0;
    static final int LDFTN = 0x106;
    static final int LDVIRTFTN = 0x107;
    static final int LDLOC = 0x10C;
    static final int LDLOCA = 0x10D;
    static final int STLOC = 0x10E;
    static final int INITOBJ = 0x115;

    /**
     * One line for instructions of the same shape: bytes of the operand, values taken from the stack, values put on it, and
     * the numbers. {@code *}: the next instruction does not follow this one, so that nothing is known of its stack; what is
     * taken by calls depends on the method. {@code switch} has an operand of its own kind.
     */
    private static final String SHAPES = """
            0 0 0 00 01 113 114 11E
            0 0 1 02-09 14-1E 100
            0 1 0 0A-0D 26
            0 1 2 25
            1 0 1 0E 0F 11 12 1F
            1 1 0 10 13 2C 2D
            4 0 1 20 22 72 7E 7F D0 106 11C
            8 0 1 21 23
            4 * 0 27 38 DD
            4 0 0 28 29 6F 73 116
            0 * 0 2A 7A DC 111 11A
            1 * 0 2B DE
            1 2 0 2E-37
            4 1 0 39 3A 80 115
            4 2 0 3B-44 70 7D 81
            4 1 0 45
            0 1 1 46-50 65-6E 76 82-8B 8E B3-BA C3 D1-D5 E0 10F 11D
            0 2 0 51-57 DF
            0 2 1 58-64 90-9A D6-DB 101-105
            4 1 1 71 74 75 79 7B 7C 8C 8D A5 C2 C6 107
            4 2 1 8F A3
            0 3 0 9B-A2 117 118
            4 3 0 A4
            2 0 1 109 10A 10C 10D
            2 1 0 10B 10E
            1 0 0 112 119
            """;

    /**
     * What an instruction needs.
     *
     * @param operandBytes the length of its operand; for {@code switch} that of the number of targets
     * @param pops how many values it takes; -1 when the stack is empty afterwards
     * @param pushes how many values it puts
     */
    record Shape(int operandBytes, int pops, int pushes) {

        boolean endsFlow() {
            return pops < 0;
        }
    }

    private final Shape[] shapes = new Shape[0x200];

    OpCodes() {
        SHAPES.lines().map(line -> line.split(" ")).forEach(words -> {
            Shape shape = new Shape(
                    Integer.parseInt(words[0]),
                    words[1].equals("*") ? -1 : Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]));
            for (int i = 3; i < words.length; i++) {
                String[] range = words[i].split("-");
                int last = Integer.parseInt(range[range.length - 1], 16);
                for (int number = Integer.parseInt(range[0], 16); number <= last; number++) {
                    shapes[number] = shape;
                }
            }
        });
    }

    /** The shape of an instruction, or null when there is no such instruction. */
    Shape shape(int number) {
        return shapes[number];
    }
}
