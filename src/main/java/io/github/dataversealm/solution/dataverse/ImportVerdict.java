package io.github.dataversealm.solution.dataverse;

import java.util.List;

/** What RetrieveSolutionImportResult says (spec §2.4). */
public record ImportVerdict(boolean passed, List<String> warnings, List<String> errors) {}
