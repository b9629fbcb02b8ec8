package io.github.dataversealm.solution.assembly;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The outer layers of an assembly file: DOS and PE headers, section table and CLI header (ECMA-335 II.25). Both PE32
 * and PE32+ are read. Nothing but headers and metadata gets into memory.
 */
final class PeImage {

    /** More metadata than any plug-in assembly has (Dataverse takes 16 MB at most); the bound for a hostile file. */
    static final int MAX_METADATA_BYTES = 32 * 1024 * 1024;

    private static final int CLI_HEADER_DIRECTORY = 14;
    private static final int STRONG_NAME_SIGNED = 0x8;

    private final ByteSource source;
    private final long fileSize;
    private final List<Section> sections;
    private final Directory cliHeader;

    private PeImage(ByteSource source, long fileSize, List<Section> sections, Directory cliHeader) {
        this.source = source;
        this.fileSize = fileSize;
        this.sections = sections;
        this.cliHeader = cliHeader;
    }

    private record Section(long address, long virtualSize, long fileOffset, long fileLength) {}

    /** A range of the image as loaded: relative virtual address and size. */
    private record Directory(long address, long size) {
        static Directory at(Bytes bytes, long offset) throws MalformedImageException {
            return new Directory(bytes.u32(offset), bytes.u32(offset + 4));
        }
    }

    /**
     * The metadata of an assembly and how its strong name stands.
     *
     * @param metadata the metadata root with all streams
     * @param signed whether the strong-name flag is set
     * @param signatureRoom whether there is room for a strong-name signature
     */
    record CliPart(Bytes metadata, boolean signed, boolean signatureRoom) {}

    static PeImage open(ByteSource source) throws IOException, MalformedImageException {
        long fileSize = source.size();
        Bytes dos = read(source, fileSize, "DOS header", 0, 64);
        if (dos.u16(0) != 0x5A4D) {
            throw new MalformedImageException("it does not start with 'MZ'");
        }
        long pe = dos.u32(0x3C);
        Bytes fileHeader = read(source, fileSize, "PE header", pe, 24);
        if (fileHeader.u32(0) != 0x4550) {
            throw new MalformedImageException("it has no PE header");
        }
        int sectionCount = fileHeader.u16(6);
        int optionalSize = fileHeader.u16(20);
        Bytes optional = read(source, fileSize, "optional header", pe + 24, optionalSize);
        Bytes table = read(source, fileSize, "section table", pe + 24 + optionalSize, sectionCount * 40);
        List<Section> sections = new ArrayList<>(sectionCount);
        for (int i = 0; i < sectionCount; i++) {
            long at = i * 40L;
            sections.add(new Section(table.u32(at + 12), table.u32(at + 8), table.u32(at + 20), table.u32(at + 16)));
        }
        return new PeImage(source, fileSize, sections, cliDirectory(optional));
    }

    private static Directory cliDirectory(Bytes optional) throws MalformedImageException {
        int directories =
                switch (optional.u16(0)) {
                    case 0x10B -> 96;
                    case 0x20B -> 112;
                    default -> throw new MalformedImageException("its optional header is neither PE32 nor PE32+");
                };
        boolean listed = optional.u32(directories - 4L) > CLI_HEADER_DIRECTORY;
        return listed ? Directory.at(optional, directories + CLI_HEADER_DIRECTORY * 8L) : new Directory(0, 0);
    }

    /** Whether the image says that it holds managed code; a native DLL does not. */
    boolean isManaged() {
        return cliHeader.address() != 0;
    }

    CliPart cliPart() throws IOException, MalformedImageException {
        if (!isManaged()) {
            throw new MalformedImageException("it is a native image without managed code");
        }
        Bytes header = read("CLI header", cliHeader.address(), 72);
        Directory metadata = Directory.at(header, 8);
        if (metadata.size() > MAX_METADATA_BYTES) {
            throw new MalformedImageException("its metadata has " + metadata.size() + " bytes, more than the "
                    + MAX_METADATA_BYTES + " that are read");
        }
        boolean signed = (header.u32(16) & STRONG_NAME_SIGNED) != 0;
        boolean signatureRoom = Directory.at(header, 32).size() > 0;
        return new CliPart(read("metadata", metadata.address(), (int) metadata.size()), signed, signatureRoom);
    }

    /** What is in the file from an address to the end of its section: where a method's code begins. */
    Bytes from(String what, long address) throws IOException, MalformedImageException {
        for (Section section : sections) {
            long within = address - section.address();
            if (within >= 0 && within < section.fileLength()) {
                long offset = section.fileOffset() + within;
                long length = Math.min(section.fileLength() - within, fileSize - offset);
                return read(source, fileSize, what, offset, (int) Math.max(0, Math.min(length, Integer.MAX_VALUE)));
            }
        }
        throw new MalformedImageException("its " + what + " lies in no section");
    }

    private Bytes read(String what, long address, int length) throws IOException, MalformedImageException {
        for (Section section : sections) {
            long within = address - section.address();
            if (within >= 0 && within < Math.max(section.virtualSize(), section.fileLength())) {
                if (within + length > section.fileLength()) {
                    throw new MalformedImageException("its " + what + " reaches past the end of its section");
                }
                return read(source, fileSize, what, section.fileOffset() + within, length);
            }
        }
        throw new MalformedImageException("its " + what + " lies in no section");
    }

    private static Bytes read(ByteSource source, long fileSize, String what, long offset, int length)
            throws IOException, MalformedImageException {
        if (offset > fileSize - length) {
            throw new MalformedImageException(
                    "the file ends at byte " + fileSize + ", within or before its " + what + "; it may be truncated");
        }
        return new Bytes(what, source.read(offset, length));
    }
}
