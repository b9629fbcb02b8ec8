package io.github.dataversealm.solution.git;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects of a repository: loose ones, and those in packs, its own and those of repositories that it borrows from. Each
 * is compared with its id.
 */
final class GitObjects implements Closeable {

    /** In bytes; commits and trees are much smaller, and files are not read from here. */
    private static final int LARGEST = 64 << 20;

    /** Of all objects together. */
    private static final long MOST_BYTES = 512L << 20;

    private static final int MOST_PLACES = 20;
    private static final int MOST_PACKS = 2_000;
    private static final int LARGEST_LIST = 64 << 10;
    /** So many objects are named by a delta that is in another pack, one after the other. */
    private static final int DEEPEST = 100;

    private final GitIds ids;
    private final List<Path> places;
    private Optional<List<GitPack>> packs = Optional.empty();
    private int depth;
    private long spent;

    private GitObjects(GitIds ids, List<Path> places) {
        this.ids = ids;
        this.places = places;
    }

    /** @param folder {@code objects} of the repository */
    static GitObjects in(Path folder, GitIds ids) throws IOException {
        Set<Path> places = new LinkedHashSet<>();
        collect(folder, places);
        return new GitObjects(ids, List.copyOf(places));
    }

    private static void collect(Path folder, Set<Path> places) throws IOException {
        if (places.size() >= MOST_PLACES || !places.add(folder)) {
            return;
        }
        Path alternates = folder.resolve("info/alternates");
        if (Files.isRegularFile(alternates) && Files.size(alternates) <= LARGEST_LIST) {
            for (String line : Files.readAllLines(alternates, StandardCharsets.UTF_8)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    collect(folder.resolve(line.strip()).normalize(), places);
                }
            }
        }
    }

    /**
     * Reads an object.
     *
     * @throws IOException when it is not there, damaged or too large
     */
    GitObject read(String id) throws IOException {
        if (++depth > DEEPEST) {
            throw new IOException("objects are made from each other");
        }
        try {
            GitObject found = find(id);
            if (!ids.id(found.type(), found.content()).equals(id)) {
                throw new IOException("the object " + id + " is damaged");
            }
            return found;
        } finally {
            depth--;
        }
    }

    /** Before that many bytes are made: a small file may unfold into any number of them. */
    void spend(long size) throws IOException {
        spent += Math.max(0, size);
        if (size < 0 || size > LARGEST || spent > MOST_BYTES) {
            throw new IOException("the objects are too large");
        }
    }

    private GitObject find(String id) throws IOException {
        for (Path place : places) {
            Path loose = place.resolve(id.substring(0, 2)).resolve(id.substring(2));
            try (InputStream in = Files.newInputStream(loose)) {
                GitObject found = loose(Inflated.atMost(in, LARGEST));
                spend(found.content().length);
                return found;
            } catch (NoSuchFileException e) {
                // then it is in a pack
            }
        }
        byte[] bytes = HexFormat.of().parseHex(id);
        for (GitPack pack : packs()) {
            Optional<Long> offset = pack.find(bytes);
            if (offset.isPresent()) {
                return pack.read(offset.get(), this);
            }
        }
        throw new IOException("the object " + id + " is not here");
    }

    private static GitObject loose(byte[] bytes) throws IOException {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String[] head = new String(bytes, 0, end, StandardCharsets.US_ASCII).split(" ", -1);
        byte[] content = new byte[Math.max(0, bytes.length - end - 1)];
        System.arraycopy(bytes, Math.min(bytes.length, end + 1), content, 0, content.length);
        if (head.length != 2 || !head[1].equals(String.valueOf(content.length))) {
            throw new IOException("a loose object is damaged");
        }
        return new GitObject(head[0], content);
    }

    private List<GitPack> packs() throws IOException {
        if (packs.isEmpty()) {
            List<GitPack> opened = new ArrayList<>();
            packs = Optional.of(opened);
            for (Path place : places) {
                for (Path index : indexes(place.resolve("pack"))) {
                    opened.add(GitPack.open(index, ids));
                }
            }
        }
        return packs.get();
    }

    private static List<Path> indexes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".idx"))
                    .sorted()
                    .limit(MOST_PACKS)
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        for (GitPack pack : packs.orElse(List.of())) {
            pack.close();
        }
    }
}
