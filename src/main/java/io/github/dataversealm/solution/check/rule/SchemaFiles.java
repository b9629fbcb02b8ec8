package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.schema.SchemaFolder;

/** A solution, and the schemas that its XML parts are held against. */
record SchemaFiles(Solution solution, SchemaFolder schemas) {}
