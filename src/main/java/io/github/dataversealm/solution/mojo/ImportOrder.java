package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import java.io.IOException;
import java.util.List;

/** What an import goes by: what was typed and configured, or a plan that somebody has approved. */
interface ImportOrder {

    ImportOptions options();

    /** The environments in the waves in which they get the packages. */
    List<List<Connection>> waves(List<Connection> connections);

    /** Whether the waves after one in which an environment failed are not begun. */
    boolean stopOnFailure();

    /** The packages to import, read, verified, looked at and in order. */
    /** What is imported, and what it needs. */
    ImportDependencies.Resolved packages() throws IOException;

    /** The rules of promotion that are overridden. */
    List<String> overrides();

    /** Refuses before anything is written anywhere, when the environments are not as they have to be for the packages. */
    void requireReady(List<Workplace> targets, List<SolutionPackage> packages, int parallel) throws IOException;

    /** What must be so when the turn of an environment comes. */
    EnvironmentDeployment.Condition condition(Environment environment, List<SolutionPackage> packages);

    /** What may be done in an environment. */
    Mandate mandate(Environment environment, PromotionVerdicts verdicts);

    /** Gives the packages, when they are needed. */
    @FunctionalInterface
    interface Packages {
        ImportDependencies.Resolved read() throws IOException;
    }
}
