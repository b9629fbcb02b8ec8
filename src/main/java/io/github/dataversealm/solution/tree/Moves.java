package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Does the steps of a commit and undoes them, however many of them were done. */
final class Moves {

    private final Path root;
    private final Path newFiles;
    private final Path originals;
    private final Path respelled;
    private final Disk disk;

    Moves(Path root, StagingPlaces places, Disk disk) {
        this.root = root;
        this.newFiles = places.newFiles();
        this.originals = places.originals();
        this.respelled = places.respelled();
        this.disk = disk;
    }

    void apply(List<Step> steps) throws IOException {
        Set<Path> made = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            switch (step.kind()) {
                case ASIDE -> {
                    Path to = originals.resolve(step.from());
                    makeFolders(to.getParent(), made);
                    disk.move(root.resolve(step.from()), to);
                }
                case IN -> disk.move(newFiles.resolve(step.from()), root.resolve(step.to()));
                case RESPELL -> {
                    makeFolders(respelled, made);
                    Path between = respelled.resolve(Integer.toString(i));
                    disk.move(root.resolve(step.from()), between);
                    disk.move(between, root.resolve(step.to()));
                }
            }
        }
    }

    /**
     * Undoes the steps, last one first. Where each thing is says whether its step was done, so that this can be called
     * again when it was interrupted itself.
     */
    void undo(List<Step> steps) throws IOException {
        Set<Path> made = new HashSet<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            switch (step.kind()) {
                case ASIDE -> {
                    Path original = originals.resolve(step.from());
                    if (exists(original)) {
                        Path to = root.resolve(step.from());
                        makeFolders(to.getParent(), made);
                        disk.move(original, to);
                    }
                }
                case IN -> {
                    Path staged = newFiles.resolve(step.from());
                    Path target = root.resolve(step.to());
                    if (!exists(staged) && exists(target)) {
                        disk.move(target, staged);
                    }
                }
                case RESPELL -> {
                    Path between = respelled.resolve(Integer.toString(i));
                    Path target = root.resolve(step.to());
                    if (!exists(between) && exists(target)) {
                        makeFolders(respelled, made);
                        disk.move(target, between);
                    }
                    if (exists(between)) {
                        disk.move(between, root.resolve(step.from()));
                    }
                }
            }
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void makeFolders(Path folder, Set<Path> made) throws IOException {
        if (made.contains(folder)) {
            return;
        }
        try {
            disk.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            // it is there, which is all that is asked
        } catch (NoSuchFileException e) {
            makeFolders(folder.getParent(), made);
            disk.createDirectory(folder);
        }
        made.add(folder);
    }
}
