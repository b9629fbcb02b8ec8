package io.github.dataversealm.solution.assembly;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads .NET assemblies: PE files with CLI metadata (ECMA-335 partition II). No code of an assembly is looked at or
 * run. Only the headers and the metadata are read, at most 32 MB of it; the names that are kept are bounded as well,
 * so that a hostile file ends in one error.
 */
public final class AssemblyReader {

    /**
     * Reads an assembly file.
     *
     * @throws SolutionException when it is not a .NET assembly
     * @throws IOException when the disk fails
     */
    public AssemblyInfo read(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel, Location.of(file));
        }
    }

    /**
     * Reads an assembly; the channel is left open, its position anywhere.
     *
     * @param location how the user knows the file
     */
    public AssemblyInfo read(SeekableByteChannel channel, Location location) throws IOException {
        return read(ByteSource.of(channel), location, AssemblyReader::info);
    }

    /**
     * Reads an assembly.
     *
     * @param location how the user knows the file
     */
    public AssemblyInfo read(byte[] content, Location location) {
        return readArray(content, location, AssemblyReader::info);
    }

    /** Reads the identity only: less work, and types that make no sense are no obstacle. */
    public AssemblyName readName(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return readName(channel, Location.of(file));
        }
    }

    /** Reads the identity only; see {@link #readName(Path)}. */
    public AssemblyName readName(SeekableByteChannel channel, Location location) throws IOException {
        return read(ByteSource.of(channel), location, AssemblyReader::name);
    }

    /** Reads the identity only; see {@link #readName(Path)}. */
    public AssemblyName readName(byte[] content, Location location) {
        return readArray(content, location, AssemblyReader::name);
    }

    /**
     * Whether the content is a well-formed PE image without managed code, which is no error but another kind of
     * DLL.
     */
    public boolean isNative(byte[] content) {
        try {
            return !PeImage.open(ByteSource.of(content)).isManaged();
        } catch (MalformedImageException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("Memory has no faults to report.", e);
        }
    }

    /** What is read from an image. */
    private interface Reading<T> {
        T from(PeImage.CliPart part) throws MalformedImageException;
    }

    private static <T> T readArray(byte[] content, Location location, Reading<T> reading) {
        try {
            return read(ByteSource.of(content), location, reading);
        } catch (IOException e) {
            throw new IllegalStateException("Memory has no faults to report.", e);
        }
    }

    private static <T> T read(ByteSource source, Location location, Reading<T> reading) throws IOException {
        try {
            return reading.from(PeImage.open(source).cliPart());
        } catch (MalformedImageException e) {
            throw new SolutionException(
                    location,
                    "This file is not a .NET assembly: " + e.getMessage() + ".",
                    "Put the assembly that the build made in its place, or export the solution again.",
                    e);
        }
    }

    private static AssemblyName name(PeImage.CliPart part) throws MalformedImageException {
        return new AssemblyMetadata(part.metadata()).name();
    }

    private static AssemblyInfo info(PeImage.CliPart part) throws MalformedImageException {
        AssemblyMetadata metadata = new AssemblyMetadata(part.metadata());
        StrongName strongName = StrongName.NONE;
        if (metadata.hasPublicKey()) {
            strongName = part.signed() && part.signatureRoom() ? StrongName.SIGNED : StrongName.DELAY_SIGNED;
        }
        return new AssemblyInfo(
                metadata.name(), strongName, metadata.targetFramework(), metadata.references(), metadata.types());
    }
}
