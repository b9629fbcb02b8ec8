package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.List;

/** A security role. */
public record Role(String name, String id, List<Privilege> privileges, Subject subject, Place place) {

    /** A privilege, such as {@code prvReadnew_trip} at level {@code Deep}. */
    public record Privilege(String name, String level, Place place) {}
}
