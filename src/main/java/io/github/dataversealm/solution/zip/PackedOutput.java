package io.github.dataversealm.solution.zip;

import java.io.IOException;

/** Writes deflated pieces into the file, each entry's header before the first of them. */
final class PackedOutput implements DeflateLine.Sink {

    private final ReplacingFile file;

    PackedOutput(ReplacingFile file) {
        this.file = file;
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int i = 0; i < batch.pieces.size(); i++) {
            Batch.Piece piece = batch.pieces.get(i);
            if (piece.first() && piece.last()) {
                writeWhole(batch, piece, batch.packedFrom(i), batch.packedTo(i));
            } else {
                writeBlock(batch, piece, batch.packedFrom(i), batch.packedTo(i));
            }
        }
    }

    /** An entry of one block is stored when deflating does not make it smaller. */
    private void writeWhole(Batch batch, Batch.Piece piece, int from, int to) throws IOException {
        WrittenEntry entry = piece.entry();
        int length = piece.to() - piece.from();
        if (to - from < length) {
            entry.compressedSize = to - from;
            writeHeader(entry);
            file.write(batch.packed(), from, to);
        } else {
            entry.method = ZipFormat.STORED;
            entry.compressedSize = length;
            writeHeader(entry);
            file.write(batch.content, piece.from(), piece.to());
        }
    }

    /** The header of a larger entry is written for its place only, and again when its numbers are known. */
    private void writeBlock(Batch batch, Batch.Piece piece, int from, int to) throws IOException {
        WrittenEntry entry = piece.entry();
        if (piece.first()) {
            writeHeader(entry);
        }
        entry.compressedSize += to - from;
        file.write(batch.packed(), from, to);
        if (piece.last()) {
            file.patch(entry.headerPosition, entry.localHeader());
        }
    }

    private void writeHeader(WrittenEntry entry) throws IOException {
        entry.headerPosition = file.position();
        byte[] header = entry.localHeader();
        file.write(header, 0, header.length);
    }
}
