package io.github.dataversealm.solution.assembly;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes code for tests, one instruction a line: {@code ldc.i4.1}, {@code ldstr Connection}, {@code ldsfld Type::field},
 * {@code newobj Type::.ctor 1} with the number of parameters, {@code callvirt void Type::Method 2}; {@code static} in front
 * of the type says that there is no {@code this}. {@code raw FF 00} is taken as it is. The numbers are written here by hand,
 * so that an error in the reader's table shows.
 */
final class CilAssembler {

    private static final Map<String, int[]> SIMPLE = new HashMap<>();

    static {
        String[] all = {
            "nop 00",
            "ldarg.0 02",
            "ldarg.1 03",
            "ldloc.0 06",
            "ldloc.1 07",
            "stloc.0 0A",
            "stloc.1 0B",
            "ldloca.s.1 12 01",
            "ldnull 14",
            "ldc.i4.0 16",
            "ldc.i4.1 17",
            "ldc.i4.2 18",
            "ldc.i4.s.1 1F 01",
            "dup 25",
            "pop 26",
            "ret 2A",
            "br.s.1 2B 01",
            "brtrue.s.3 2D 03",
            "throw 7A",
            "ldlen 8E",
            "endfinally DC",
            "ceq FE 01",
            "switch.2 45 02 00 00 00 00 00 00 00 00 00 00 00"
        };
        for (String line : all) {
            String[] words = line.split(" ");
            int[] bytes = new int[words.length - 1];
            for (int i = 1; i < words.length; i++) {
                bytes[i - 1] = Integer.parseInt(words[i], 16);
            }
            SIMPLE.put(words[0], bytes);
        }
    }

    private static final Map<String, int[]> WITH_TOKEN = Map.of(
            "call", new int[] {0x28},
            "callvirt", new int[] {0x6F},
            "newobj", new int[] {0x73},
            "ldftn", new int[] {0xFE, 0x06},
            "ldsfld", new int[] {0x7E},
            "stsfld", new int[] {0x80},
            "ldtoken", new int[] {0xD0},
            "ldstr", new int[] {0x72});

    /** Gives members and texts their tokens. */
    interface Tokens {
        /** @param parameters -1 for a field */
        int member(String type, String name, int parameters, boolean instance, boolean returns);

        int text(String text);
    }

    private final Tokens tokens;

    CilAssembler(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The body with its header; {@code fat} for the long form of it. */
    byte[] body(boolean fat, String... lines) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (String line : lines) {
            instruction(line.strip(), code);
        }
        ByteBuffer body = ByteBuffer.allocate(code.size() + 12).order(ByteOrder.LITTLE_ENDIAN);
        if (fat || code.size() > 63) {
            body.putShort((short) 0x3003)
                    .putShort((short) 8)
                    .putInt(code.size())
                    .putInt(0);
        } else {
            body.put((byte) (code.size() << 2 | 2));
        }
        body.put(code.toByteArray());
        byte[] written = new byte[body.position()];
        body.get(0, written);
        return written;
    }

    private void instruction(String line, ByteArrayOutputStream code) {
        String[] words = line.split(" ");
        int[] simple = SIMPLE.get(line);
        if (simple != null) {
            write(simple, code);
        } else if (words[0].equals("raw")) {
            for (int i = 1; i < words.length; i++) {
                code.write(Integer.parseInt(words[i], 16));
            }
        } else {
            write(WITH_TOKEN.get(words[0]), code);
            int token = words[0].equals("ldstr") ? tokens.text(words[1]) : member(words);
            code.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(token)
                    .array());
        }
    }

    private int member(String[] words) {
        boolean instance = true;
        boolean returns = true;
        int at = 1;
        for (; words[at].equals("static") || words[at].equals("void"); at++) {
            instance &= !words[at].equals("static");
            returns &= !words[at].equals("void");
        }
        String[] sides = words[at].split("::");
        int parameters = words.length > at + 1 ? Integer.parseInt(words[at + 1]) : -1;
        return tokens.member(sides[0], sides[1], parameters, instance, returns);
    }

    private static void write(int[] bytes, ByteArrayOutputStream code) {
        for (int one : bytes) {
            code.write(one);
        }
    }
}
