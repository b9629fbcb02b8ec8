package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for secrets in the texts of one canvas app. A secret that Studio has written in several forms is found in one of them. */
final class CanvasSecrets {

    private final String solution;
    private final Part app;
    private final Origin origin;
    private final JsonDocuments documents;
    private final Inspection inspection;
    private final List<Found> found = new ArrayList<>();

    CanvasSecrets(String solution, Part app, Origin origin, JsonDocuments documents, Inspection inspection) {
        this.solution = solution;
        this.app = app;
        this.origin = origin;
        this.documents = documents;
        this.inspection = inspection;
    }

    private record Found(RawFinding finding, int rank) {

        /** The rule and the digest of the secret. */
        String key() {
            return finding.rule().id() + '\n' + finding.detail();
        }
    }

    void look(String name, byte[] content, Deadline deadline) {
        for (CanvasText text : CanvasText.of(name, content, documents, SecretRules::mayBeIn)) {
            List<RawFinding> out = new ArrayList<>();
            inspection.look(
                    Scope.SECRETS,
                    new SecretText(
                            solution,
                            app.subject(),
                            origin,
                            text.text(),
                            Optional.of(Place.file(origin)),
                            false,
                            Optional.of(text)),
                    origin.file(),
                    deadline,
                    out);
            out.forEach(finding -> found.add(new Found(finding, text.rank())));
        }
    }

    /** What was found, each secret where it is best seen. */
    List<RawFinding> findings() {
        Map<String, Integer> best = new HashMap<>();
        found.forEach(one -> best.merge(one.key(), one.rank(), Math::min));
        return found.stream()
                .filter(one -> best.get(one.key()) == one.rank())
                .map(Found::finding)
                .toList();
    }
}
