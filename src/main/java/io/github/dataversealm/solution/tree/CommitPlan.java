package io.github.dataversealm.solution.tree;

import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.path.KeptFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a commit does, in which order, and what it changes for the user.
 *
 * @param steps what to do; nothing when the tree is as it should be
 * @param changes the result
 * @param replaced the paths, as the old tree spells them, of the files that are changed or deleted
 * @param staleLeft how many stale files stay because they may not be deleted
 */
record CommitPlan(List<Step> steps, TreeChanges changes, List<OldTree.Node> replaced, int staleLeft) {

    private static final String MANIFEST = CaseKey.of("Other/Solution.xml");

    static CommitPlan of(OldTree tree, List<OwnedPaths.Owned> owned, Collection<String> folders, boolean allowDelete)
            throws IOException {
        return new Planner(tree, owned, allowDelete).plan(folders);
    }

    /** Whether the old tree is one that an unpack made. */
    static boolean isRecognised(OldTree tree) {
        for (OldTree.Node node : tree.nodes()) {
            if (node.kind == OldTree.Kind.FILE
                    && node.path.length() == MANIFEST.length()
                    && CaseKey.of(node.path).equals(MANIFEST)) {
                return true;
            }
        }
        return false;
    }

    private static final class Planner {
        private final OldTree tree;
        private final List<OwnedPaths.Owned> owned;
        private final boolean mayDelete;

        private final List<Step> folderSpellings = new ArrayList<>();
        private final List<Step> asides = new ArrayList<>();
        private final List<Step> ins = new ArrayList<>();
        private final List<Step> fileSpellings = new ArrayList<>();
        private final Set<String> spelledFolders = new HashSet<>();
        private final Set<String> movedIn = new HashSet<>();

        private final List<String> created = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private final List<OldTree.Node> deleted = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private final List<OldTree.Node> replaced = new ArrayList<>();
        private int unchanged;
        private int staleLeft;

        Planner(OldTree tree, List<OwnedPaths.Owned> owned, boolean allowDelete) {
            this.tree = tree;
            this.owned = owned;
            this.mayDelete = allowDelete && isRecognised(tree);
        }

        CommitPlan plan(Collection<String> folders) throws IOException {
            for (OwnedPaths.Owned file : owned) {
                planFile(file);
            }
            planStale(folders);
            List<Step> steps = new ArrayList<>(folderSpellings);
            steps.addAll(asides);
            steps.addAll(ins);
            steps.addAll(fileSpellings);
            List<String> deletedPaths = new ArrayList<>(deleted.size());
            for (OldTree.Node node : deleted) {
                deletedPaths.add(node.path);
            }
            deletedPaths.sort(null);
            left.sort(null);
            replaced.addAll(deleted);
            TreeChanges changes = new TreeChanges(created, changed, unchanged, deletedPaths, left);
            return new CommitPlan(steps, changes, replaced, staleLeft);
        }

        private void planFile(OwnedPaths.Owned file) throws IOException {
            switch (file.fate) {
                case KEPT -> {
                    OldTree.Node old = tree.find(file.path);
                    if (old != null) {
                        old.own();
                    }
                    return;
                }
                case UNCHANGED -> {
                    unchanged++;
                    file.old.own();
                    String spelling = withOldName(file.path, file.old);
                    if (tree.isRespelled(spelling, file.path)) {
                        fileSpellings.add(Step.respell(spelling, file.path));
                    }
                }
                case CHANGED -> {
                    changed.add(file.path);
                    file.old.own();
                    replaced.add(file.old);
                    asides.add(Step.aside(file.old.path));
                    ins.add(Step.in(file.path));
                }
                case CREATED -> {
                    created.add(file.path);
                    tree.nearestFolder(file.path).need();
                    String part = highestNew(file.path);
                    if (movedIn.add(part)) {
                        ins.add(Step.in(part));
                    }
                }
            }
            if (tree.ignoresCase()) {
                spellFolders(file.path);
            }
        }

        /** The highest folder above the file that the old tree does not have, or the file itself. */
        private String highestNew(String path) throws IOException {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                String folder = path.substring(0, slash);
                if (tree.find(folder) == null) {
                    return folder;
                }
            }
            return path;
        }

        private void spellFolders(String path) throws IOException {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                String folder = path.substring(0, slash);
                if (spelledFolders.add(folder)) {
                    OldTree.Node old = tree.find(folder);
                    String spelling = old == null ? folder : withOldName(folder, old);
                    if (tree.isRespelled(spelling, folder)) {
                        folderSpellings.add(Step.respell(spelling, folder));
                    }
                }
            }
        }

        private static String withOldName(String path, OldTree.Node old) {
            return path.substring(0, path.lastIndexOf('/') + 1) + old.path.substring(old.path.lastIndexOf('/') + 1);
        }

        private void planStale(Collection<String> folders) {
            Set<String> componentFolders = new HashSet<>();
            for (String folder : folders) {
                componentFolders.add(CaseKey.of(folder));
            }
            for (OldTree.Node node : tree.nodes()) {
                if (node.kind == OldTree.Kind.DIRECTORY || node.hidden || node.isOwned()) {
                    continue;
                }
                int slash = node.path.indexOf('/');
                if (KeptFiles.isKept(node.path.substring(node.path.lastIndexOf('/') + 1))) {
                    continue;
                }
                boolean isStale = slash > 0
                        && node.kind == OldTree.Kind.FILE
                        && componentFolders.contains(CaseKey.of(node.path.substring(0, slash)));
                // a name that this Java cannot decode cannot be named in the journal either
                if (isStale && mayDelete && node.path.indexOf('\uFFFD') < 0) {
                    deleted.add(node);
                } else {
                    left.add(node.path);
                    staleLeft += isStale ? 1 : 0;
                }
            }
            for (OldTree.Node node : deleted) {
                node.leave();
            }
            Set<OldTree.Node> parts = new HashSet<>();
            for (OldTree.Node node : deleted) {
                OldTree.Node part = node.leavingPart();
                if (parts.add(part)) {
                    asides.add(Step.aside(part.path));
                }
            }
        }
    }
}
