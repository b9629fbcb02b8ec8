package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.gate.CommentSuppressions;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.check.gate.SuppressionFile;
import io.github.dataversealm.solution.check.gate.Written;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.locate.Locator;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.check.rule.RuleChoice;
import io.github.dataversealm.solution.check.tree.FolderTree;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.path.CaseKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where suppressions come from: the request, files beside the components, and comments. Each says why, or is a finding. */
final class SuppressionSources {

    private final RuleBook book;

    SuppressionSources(RuleBook book) {
        this.book = book;
    }

    /**
     * The suppressions of the request, of files beside the components, and of comments.
     *
     * @param sources the sources of a zip
     * @param shownInZip the files of the zip in which findings are shown, since they are not what the sources hold
     */
    List<Suppression> of(
            CheckRequest request,
            Solution solution,
            Optional<PackageTree> sources,
            Optional<FolderTree> beside,
            Set<String> shownInZip)
            throws IOException {
        List<Suppression> all = new ArrayList<>(request.suppressions());
        if (beside.isPresent()) {
            all.addAll(SuppressionFile.beside(beside.get()));
        }
        PackageTree tree = solution.tree();
        if (sources.isEmpty()) {
            Set<PackageFile> files = new LinkedHashSet<>(tree.files());
            files.removeIf(file -> tree.isKeptElsewhere(file.path()));
            files.addAll(solution.claimedFiles());
            all.addAll(comments(request, tree, files));
            return all;
        }
        PackageTree folder = sources.get();
        Set<PackageFile> files = new LinkedHashSet<>(folder.files());
        files.removeIf(file -> folder.isKeptElsewhere(file.path()));
        for (PackageFile file : solution.claimedFiles()) {
            String source = solution.origin(file).source();
            if (!source.isEmpty() && folder.isKeptElsewhere(source)) {
                folder.find(source).ifPresent(files::add);
            }
        }
        List<PackageFile> own = tree.files().stream()
                .filter(file -> shownInZip.contains(CaseKey.of(file.path())))
                .toList();
        // what the sources say there is about another file, which may even be at the same path
        Set<String> others = own.stream()
                .flatMap(file -> Stream.of(file.path(), solution.origin(file).source()))
                .map(CaseKey::of)
                .collect(Collectors.toSet());
        files.removeIf(file -> others.contains(CaseKey.of(file.path())));
        all.addAll(comments(request, folder, files));
        all.addAll(comments(request, tree, own));
        return all;
    }

    private List<Suppression> comments(CheckRequest request, PackageTree tree, Collection<PackageFile> files)
            throws IOException {
        return new CommentSuppressions(tree, name -> book.find(name).isPresent(), request.perFile()).read(files);
    }

    /** Somebody must be able to see later why a finding was let pass. */
    List<Finding> withoutReason(
            List<Suppression> suppressions, RuleChoice choice, String solution, Optional<Path> base) {
        Optional<RuleInfo> rule = book.find("suppression-without-reason").filter(choice::runs);
        if (rule.isEmpty()) {
            return List.of();
        }
        List<RawFinding> raw = new ArrayList<>();
        List<Locator.Spot> spots = new ArrayList<>();
        for (Suppression suppression : suppressions) {
            if (suppression.reason().isEmpty()) {
                Locator.Spot spot = spot(suppression.written(), base);
                raw.add(new RawFinding(
                        rule.get(),
                        choice.severity(rule.get()),
                        Subject.solution(solution),
                        Place.line(Origin.file(spot.file(), ""), spot.line(), 0),
                        "The suppression of " + suppression.what() + " has no reason, so it suppresses nothing.",
                        suppression.what() + '\n' + suppression.written().file()));
                spots.add(spot);
            }
        }
        return PlacedFindings.of(raw, spots, FoundBy.OFFLINE);
    }

    /** A file that is none of the checked ones is named as seen from the source folder. */
    private static Locator.Spot spot(Written written, Optional<Path> base) {
        Optional<Path> outside = written.place();
        if (outside.isPresent() && base.isPresent()) {
            Path from = base.get().toAbsolutePath().normalize();
            Path to = outside.get().toAbsolutePath().normalize();
            if (Objects.equals(from.getRoot(), to.getRoot())) {
                String file = from.relativize(to).toString().replace(File.separatorChar, '/');
                return new Locator.Spot(file, true, written.line(), 0);
            }
        }
        return new Locator.Spot(written.file(), outside.isEmpty() && base.isPresent(), written.line(), 0);
    }
}
