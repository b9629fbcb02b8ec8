package io.github.dataversealm.solution.assembly;

/** The instructions of a method, from front to back (ECMA-335 II.25.4 for the header, III for the rest). */
final class CilBody {

    private static final int TINY = 0x2;
    private static final int FAT = 0x3;
    private static final int FAT_HEADER_BYTES = 12;

    private final OpCodes opCodes;
    private final Bytes code;

    private CilBody(OpCodes opCodes, Bytes code) {
        this.opCodes = opCodes;
        this.code = code;
    }

    /** Is shown each instruction. */
    interface Visitor {
        /**
         * @param number as in {@link OpCodes}
         * @param operand its operand with its sign; for {@code switch} the number of targets
         */
        void visit(int number, OpCodes.Shape shape, long operand) throws MalformedImageException;
    }

    /** @param start the image from the header of the body on */
    static CilBody of(OpCodes opCodes, Bytes start) throws MalformedImageException {
        int first = start.u8(0);
        if ((first & 0x3) == TINY) {
            return new CilBody(opCodes, start.slice("code of a method", 1, first >> 2));
        }
        if ((first & 0x3) != FAT || start.u16(0) >> 12 != FAT_HEADER_BYTES / 4) {
            throw new MalformedImageException("a method has no header");
        }
        return new CilBody(opCodes, start.slice("code of a method", FAT_HEADER_BYTES, start.u32(4)));
    }

    int size() {
        return code.size();
    }

    void visit(Visitor visitor) throws MalformedImageException {
        long at = 0;
        while (at < code.size()) {
            int number = code.u8(at++);
            if (number == OpCodes.PREFIX) {
                number = 0x100 | code.u8(at++);
            }
            OpCodes.Shape shape = opCodes.shape(number);
            if (shape == null) {
                throw new MalformedImageException(
                        "a method holds the unknown instruction 0x" + Integer.toHexString(number));
            }
            long operand = operand(at, shape.operandBytes());
            at += shape.operandBytes();
            if (number == OpCodes.SWITCH) {
                at += (operand & 0xFFFFFFFFL) * 4;
            }
            if (at > code.size()) {
                throw new MalformedImageException("a method ends within an instruction");
            }
            visitor.visit(number, shape, operand);
        }
    }

    private long operand(long at, int bytes) throws MalformedImageException {
        return switch (bytes) {
            case 0 -> 0;
            case 1 -> (byte) code.u8(at);
            case 2 -> code.u16(at);
            case 4 -> (int) code.u32(at);
            default -> code.u64(at);
        };
    }
}
