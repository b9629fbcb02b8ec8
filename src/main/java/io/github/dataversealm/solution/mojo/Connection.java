package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.environment.Environment;

/** An environment and the way to speak to it. Nothing is sent, and nobody signed in, before the first call. */
record Connection(Environment environment, Dataverse dataverse) {}
