package io.github.dataversealm.solution.localize;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A {@code System.Version} in .NET's binary format ([MS-NRBF]): SolutionPackager takes a resource file only with one in its
 * metadata (Microsoft's page "SolutionPackager tool", section Troubleshooting).
 */
final class SerializedVersion {

    private static final String[] MEMBERS = {"_Major", "_Minor", "_Build", "_Revision"};
    private static final int INT32 = 8;

    private SerializedVersion() {}

    static String base64(int... version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            // SerializationHeaderRecord: root 1, header -1, version 1.0.
            out.writeByte(0);
            for (int number : new int[] {1, -1, 1, 0}) {
                writeInt(out, number);
            }
            // SystemClassWithMembersAndTypes of the object 1.
            out.writeByte(4);
            writeInt(out, 1);
            writeText(out, "System.Version");
            writeInt(out, MEMBERS.length);
            for (String member : MEMBERS) {
                writeText(out, member);
            }
            out.write(new byte[MEMBERS.length]);
            for (int i = 0; i < MEMBERS.length; i++) {
                out.writeByte(INT32);
            }
            for (int number : version) {
                writeInt(out, number);
            }
            // MessageEnd.
            out.writeByte(11);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void writeInt(DataOutputStream out, int number) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
