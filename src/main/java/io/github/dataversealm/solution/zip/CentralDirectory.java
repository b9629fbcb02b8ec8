package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.path.PathRules;
import io.github.dataversealm.solution.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads and judges the records of the central directory (APPNOTE 4.3.12), folders among them. */
final class CentralDirectory {

    /** What a directory of a zip may take in memory; 200,000 entries of Dataverse need a tenth. */
    private static final long MAX_BYTES = 256L << 20;

    private static final long RATIO_JUDGED_FROM = 1L << 20;

    private static final int UNIX = 3;
    private static final int MACOS = 19;
    private static final int TYPE_MASK = 0xf000;
    private static final int TYPE_SYMLINK = 0xa000;
    private static final int TYPE_FILE = 0x8000;
    private static final int TYPE_FOLDER = 0x4000;

    private final EndRecord end;
    private final ZipLimits limits;
    private final ZipFaults faults;
    private final List<ZipItem> items = new ArrayList<>();
    private long totalBytes;

    private CentralDirectory(EndRecord end, ZipLimits limits, ZipFaults faults) {
        this.end = end;
        this.limits = limits;
        this.faults = faults;
    }

    /** All entries in the order of the directory; the name of a folder ends with {@code /}. */
    static List<ZipItem> read(ZipSource source, EndRecord end, ZipLimits limits, ZipFaults faults) throws IOException {
        if (end.entries() > limits.maxEntries()) {
            throw faults.zip(
                    "The zip has " + end.entries() + " entries, more than the " + limits.maxEntries() + " allowed.",
                    raise("solution.maxEntries", end.entries()));
        }
        if (end.directorySize() > MAX_BYTES) {
            throw faults.zip("The directory of the zip is larger than 256 MiB.", "Check where the zip comes from.");
        }
        if (end.directorySize() / ZipFormat.CENTRAL_LENGTH < end.entries()) {
            throw faults.damaged("its directory is too small for " + end.entries() + " entries");
        }
        CentralDirectory directory = new CentralDirectory(end, limits, faults);
        directory.parse(source.read(end.directory(), (int) end.directorySize()));
        return directory.items;
    }

    static String raise(String parameter, long value) {
        return "If you trust the zip, allow it with -D" + parameter + "=" + value + ".";
    }

    private void parse(byte[] bytes) {
        int at = 0;
        for (long i = 0; i < end.entries(); i++) {
            if (bytes.length - at < ZipFormat.CENTRAL_LENGTH
                    || LittleEndian.i32(bytes, at) != ZipFormat.CENTRAL_SIGNATURE) {
                throw faults.damaged("its directory breaks off after " + i + " of " + end.entries() + " entries");
            }
            int nameLength = LittleEndian.u16(bytes, at + 28);
            int extraLength = LittleEndian.u16(bytes, at + 30);
            int commentLength = LittleEndian.u16(bytes, at + 32);
            int next = at + ZipFormat.CENTRAL_LENGTH + nameLength + extraLength + commentLength;
            if (next > bytes.length) {
                throw faults.damaged("an entry of its directory runs over the end of the directory");
            }
            items.add(item(bytes, at, nameLength, extraLength));
            at = next;
        }
        if (at < bytes.length) {
            throw faults.damaged("its directory holds more than the " + end.entries() + " entries that it declares");
        }
    }

    private ZipItem item(byte[] bytes, int at, int nameLength, int extraLength) {
        int system = bytes[at + 5];
        int flags = LittleEndian.u16(bytes, at + 8);
        int method = LittleEndian.u16(bytes, at + 10);
        int crc = LittleEndian.i32(bytes, at + 16);
        int fileType = LittleEndian.u16(bytes, at + 40) & TYPE_MASK;
        int nameFrom = at + ZipFormat.CENTRAL_LENGTH;
        byte[] rawName = Arrays.copyOfRange(bytes, nameFrom, nameFrom + nameLength);
        String name = name(rawName, flags);
        checkEncryption(name, flags, method);
        checkMethod(name, method);
        if (system == UNIX || system == MACOS) {
            checkFileType(name, fileType);
        }
        Zip64Sizes sizes = Zip64Sizes.read(bytes, at, nameLength, extraLength);
        if (sizes == null || sizes.disk() != 0) {
            throw faults.damaged(name, "its sizes in the directory are broken");
        }
        checkSizes(name, method, sizes);
        return new ZipItem(
                name, rawName, flags, method, crc, sizes.compressedSize(), sizes.size(), sizes.offset() + end.prefix());
    }

    private String name(byte[] rawName, int flags) {
        String name = EntryName.decode(rawName, (flags & ZipFormat.FLAG_UTF8) != 0);
        if (name == null) {
            throw faults.damaged(
                    EntryName.decode(rawName, false), "its name is marked as UTF-8 but is not valid UTF-8");
        }
        int length = name.length();
        boolean folder = length > 1 && name.charAt(length - 1) == '/';
        String path = folder ? name.substring(0, length - 1) : name;
        if (!PathRules.isLegal(path)) {
            PathRules.check(path, faults.at(name));
        }
        return name;
    }

    private void checkEncryption(String name, int flags, int method) {
        int any = ZipFormat.FLAG_ENCRYPTED | ZipFormat.FLAG_STRONG_ENCRYPTION | ZipFormat.FLAG_MASKED;
        if ((flags & any) != 0 || method == 99) {
            throw faults.entry(name, "The entry is encrypted.", "Pack the zip again without a password.");
        }
    }

    private void checkMethod(String name, int method) {
        if (method != ZipFormat.STORED && method != ZipFormat.DEFLATED) {
            throw faults.entry(
                    name,
                    "The entry is compressed by " + methodName(method) + ", which is not supported.",
                    "Pack the zip again with the method Deflate.");
        }
    }

    private static String methodName(int method) {
        switch (method) {
            case 9:
                return "Deflate64 (method 9)";
            case 12:
                return "bzip2 (method 12)";
            case 14:
                return "LZMA (method 14)";
            case 93:
                return "Zstandard (method 93)";
            case 95:
                return "xz (method 95)";
            default:
                return "method " + method;
        }
    }

    private void checkFileType(String name, int type) {
        if (type == TYPE_SYMLINK) {
            throw faults.entry(
                    name, "The entry is a symbolic link.", "Pack the zip again with the file that it points to.");
        }
        if (type != 0 && type != TYPE_FILE && type != TYPE_FOLDER) {
            throw faults.entry(name, "The entry is neither a file nor a folder.", "Remove it from the zip.");
        }
    }

    private void checkSizes(String name, int method, Zip64Sizes sizes) {
        long size = sizes.size();
        long compressed = sizes.compressedSize();
        if (size < 0
                || compressed < 0
                || sizes.offset() < 0
                || compressed > end.directory()
                || sizes.offset() > end.directory()) {
            throw faults.damaged(name, "it lies outside the file");
        }
        if (method == ZipFormat.STORED && size != compressed) {
            throw faults.damaged(name, "it is stored, but its two sizes differ");
        }
        if (size != 0 && name.endsWith("/")) {
            throw faults.entry(name, "The entry is a folder and yet has content.", "Remove it from the zip.");
        }
        if (size > limits.maxEntryBytes()) {
            throw faults.entry(
                    name,
                    "The entry unpacks to " + size + " bytes, more than the " + limits.maxEntryBytes() + " allowed.",
                    raise("solution.maxEntryBytes", size));
        }
        long packed = Math.max(1, compressed);
        long ratio = size / packed + Long.signum(size % packed);
        if (size > RATIO_JUDGED_FROM && ratio > limits.maxRatio()) {
            throw faults.entry(
                    name,
                    "The entry unpacks to more than " + limits.maxRatio() + " times its packed size, as zip bombs do.",
                    raise("solution.maxCompressionRatio", ratio));
        }
        if (size > limits.maxTotalBytes() - totalBytes) {
            throw faults.zip(
                    "The zip unpacks to more than the " + limits.maxTotalBytes() + " bytes allowed (at entry "
                            + Printable.of(name) + ").",
                    "If you trust the zip, allow it with a larger -Dsolution.maxTotalBytes.");
        }
        totalBytes += size;
    }
}
