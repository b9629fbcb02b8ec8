package io.github.dataversealm.solution.check.rule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads for which processor a .NET assembly was built (ECMA-335 II.25.2.2 and II.25.3.3.1). */
final class ImageFlags {

    private static final int I386 = 0x14C;
    private static final int PE32 = 0x10B;
    private static final int REQUIRES_32_BIT = 0x2;

    private ImageFlags() {}

    /**
     * Whether the sandbox, a 64-bit process, cannot load it: it asks for 32 bits, or it was built for another processor than
     * x64. The image is known to be well-formed.
     */
    static boolean isX86(byte[] image) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int pe = bytes.getInt(0x3C);
        int machine = bytes.getShort(pe + 4) & 0xFFFF;
        int optional = pe + 24;
        int magic = bytes.getShort(optional) & 0xFFFF;
        if (magic != PE32) {
            return machine != 0x8664;
        }
        int sections = bytes.getShort(pe + 6) & 0xFFFF;
        int table = optional + (bytes.getShort(pe + 20) & 0xFFFF);
        long cli = bytes.getInt(optional + 96 + 14 * 8) & 0xFFFFFFFFL;
        for (int i = 0; i < sections; i++) {
            int section = table + i * 40;
            long address = bytes.getInt(section + 12) & 0xFFFFFFFFL;
            long length = bytes.getInt(section + 16) & 0xFFFFFFFFL;
            if (cli >= address && cli + 20 <= address + length) {
                int at = (int) (cli - address + (bytes.getInt(section + 20) & 0xFFFFFFFFL));
                return machine != I386 || (bytes.getInt(at + 16) & REQUIRES_32_BIT) != 0;
            }
        }
        return false;
    }
}
