package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Says what a file that is no zip looks like, since the cause is mostly a download that went wrong. */
final class FileKind {

    private static final String PASS_THE_ZIP = "Pass the zip file of a solution.";

    private FileKind() {}

    static SolutionException notAZip(ZipSource source, ZipFaults faults) throws IOException {
        if (source.size() == 0) {
            return faults.zip("The file is empty, so it is no zip.", ZipFaults.AGAIN);
        }
        byte[] head = source.read(0, (int) Math.min(source.size(), 512));
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK\3\4")) {
            return faults.zip("The zip is truncated: its end is missing.", ZipFaults.AGAIN);
        }
        String binary = binary(text);
        if (binary != null) {
            return faults.zip("The file is no zip; it looks like " + binary + ".", PASS_THE_ZIP);
        }
        return text(text, faults);
    }

    private static String binary(String head) {
        if (head.startsWith("MSCF")) {
            return "a cabinet (.cab)";
        }
        if (head.startsWith("7z\u00bc\u00af")) {
            return "a 7-Zip archive";
        }
        if (head.startsWith("Rar!")) {
            return "a RAR archive";
        }
        if (head.startsWith("\u001f\u008b")) {
            return "a gzip file";
        }
        if (head.startsWith("MZ")) {
            return "a Windows program or library";
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return "an old Office document or an installer (.msi)";
        }
        return head.startsWith("%PDF") ? "a PDF document" : null;
    }

    private static SolutionException text(String head, ZipFaults faults) {
        String start = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
        String lower = start.stripLeading().toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return faults.zip(
                    "The file is no zip; it looks like an HTML page.",
                    "A download that was not signed in often saves the login page: sign in and download it again.");
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<")) {
            return faults.zip("The file is no zip; it looks like an XML file.", PASS_THE_ZIP);
        }
        if (lower.startsWith("{") || lower.startsWith("[")) {
            return faults.zip(
                    "The file is no zip; it looks like JSON.",
                    "Open it: it may be an error message of the service in place of the download.");
        }
        if (lower.startsWith("version https://git-lfs")) {
            return faults.zip("The file is no zip; it is a Git LFS pointer.", "Run: git lfs pull");
        }
        if (start.startsWith("UEsDB")) {
            return faults.zip(
                    "The file is no zip; it is the base64 text of one.", "Decode it first, for example: base64 -d");
        }
        return faults.zip("The file is no zip.", PASS_THE_ZIP);
    }
}
