package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.Decision;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.locate.Fingerprints;
import io.github.dataversealm.solution.check.locate.Locator;
import java.util.ArrayList;
import java.util.List;

/** Makes findings of what was found and where it is shown. */
final class PlacedFindings {

    private PlacedFindings() {}

    /** @param spots the place of each */
    static List<Finding> of(List<RawFinding> raw, List<Locator.Spot> spots, FoundBy foundBy) {
        List<String> fingerprints = new Fingerprints().of(raw);
        List<Finding> findings = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            RawFinding finding = raw.get(i);
            Locator.Spot spot = spots.get(i);
            findings.add(new Finding(
                    finding.rule(),
                    finding.severity(),
                    finding.confidence(),
                    finding.subject(),
                    spot.file(),
                    spot.inSource(),
                    spot.line(),
                    spot.column(),
                    finding.message(),
                    finding.member(),
                    fingerprints.get(i),
                    Finding.State.NEW,
                    Decision.NONE,
                    foundBy));
        }
        return findings;
    }
}
