package io.github.dataversealm.solution.zip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of an entry's name: UTF-8 when flagged or when it can be nothing else, code page 437 otherwise. */
final class EntryName {

    /** The upper half of code page 437, spelled out since a small Java runtime need not have it. */
    private static final String CP437 = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    private EntryName() {}

    /** The name with {@code /} as separator; null when it is flagged as UTF-8 and is not. */
    static String decode(byte[] raw, boolean flaggedUtf8) {
        String name = text(raw, flaggedUtf8);
        // some old tools on Windows separate by backslashes
        return name == null || name.indexOf('\\') < 0 ? name : name.replace('\\', '/');
    }

    private static String text(byte[] raw, boolean flaggedUtf8) {
        if (isAscii(raw)) {
            return new String(raw, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return flaggedUtf8 ? null : codePage437(raw);
        }
    }

    private static boolean isAscii(byte[] raw) {
        for (byte b : raw) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static String codePage437(byte[] raw) {
        char[] chars = new char[raw.length];
        for (int i = 0; i < raw.length; i++) {
            chars[i] = raw[i] >= 0 ? (char) raw[i] : CP437.charAt(raw[i] + 128);
        }
        return new String(chars);
    }
}
