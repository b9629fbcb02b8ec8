package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.service.LevelOverrides;
import io.github.dataversealm.solution.promotion.Releases;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * The frame of the goals that look at solutions with the rules of the goal check: what was decided about rules and findings, and
 * what is installed before a solution.
 */
abstract class AbstractRulesMojo extends AbstractEnvironmentMojo {

    /**
     * Rules of the goal {@code check} to run or to change. {@code rule=off}, {@code rule=on} and {@code rule=Low} (or another
     * severity) change a rule, {@code rule.setting=number} a setting of it; a star stands for a family: {@code il-*=on}. Names
     * alone run these rules and no others: {@code -Dsolution.rules=web-use-async,web-avoid-eval}. In the
     * {@code <configuration>} of the plugin, and not in that of one execution, they count for {@code check} and for the look
     * that {@code import} and {@code plan} take at zips before they are sent. Default: the rules that are on.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.rules")
    private String[] rules = {};

    /**
     * Severities that rules get in place of their own, in the form that {@code pac solution check --ruleLevelOverride} takes: a
     * JSON file, its text, or a list such as {@code web-use-async=Medium,meta-remove-dup-reg=High}. They are sent to the checker
     * service, whose run then does not count for Managed Environments, and hold for the offline analysis, where {@code rules}
     * goes before them; what is no longer Critical does not keep a zip from being sent. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.ruleLevelOverride")
    private String ruleLevelOverride;

    /**
     * Components and files whose findings are left out, with {@code *} for anything, for example {@code *jquery*}: they fail no
     * check and do not keep a zip from being sent. Unlike suppressions they need no reason and are not in the reports.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.excludes")
    private String[] excludes = {};

    /**
     * Findings that are right as they are, each as {@code rule | component | reason}: they fail no check and do not keep a zip
     * from being sent. Rule and component may have stars. Suppressed findings stay in the reports; a suppression that nothing
     * needs is a warning of the check.
     *
     * @since 0.1.0
     */
    @Parameter
    private List<String> suppressions = List.of();

    /**
     * A JSON file of suppressions:
     * <code>{"suppressions": [{"rule": "...", "component": "...", "file": "...", "reason": "..."}]}</code>. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.suppressionFile")
    private File suppressionFile;

    /**
     * The file of known findings: they fail no check and do not keep a zip from being sent. It belongs into version control;
     * there is none until {@code updateBaseline} of the goal {@code check} writes it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.baselineFile", defaultValue = "dataverse-check-baseline.json")
    private File baselineFile;

    /**
     * Zips or source folders of solutions that are installed before this one; what they define is not missing. The project's
     * dependencies of type {@code dataverse-solution} are taken in any case, those with the scope {@code provided} too, and so is
     * what is imported along; of a module that the same build has not packed the source folder is read.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.dependencyZips")
    private File[] dependencyZips = {};

    @Inject
    private RepositorySystem repositorySystem;

    /** What was decided about rules and findings. */
    final RuleDecisions decisions() throws IOException {
        return RuleDecisions.of(
                List.of(rules),
                levels(),
                List.of(excludes),
                RuleDecisions.suppressions(
                        suppressions,
                        path(Optional.ofNullable(suppressionFile)),
                        project().map(MavenProject::getFile).map(File::toPath)),
                path(baselineFile));
    }

    /** The severities that rules get in place of their own, by the code that the checker service has for the rule. */
    final Map<String, Severity> levels() throws IOException {
        return ruleLevelOverride == null
                ? Map.of()
                : LevelOverrides.of(ruleLevelOverride, text -> path(new File(text)));
    }

    /** What is installed before a solution. */
    final InstalledBefore installedBefore() {
        return new InstalledBefore(
                Stream.of(dependencyZips).map(this::path).toList(), dependencies(repository(Verification.OFF)));
    }

    final Releases releases() {
        return releases(repositorySystem);
    }

    final SolutionRepository repositoryOfNamed(Verification verification) {
        return repositoryOfNamed(repositorySystem, verification);
    }

    final SolutionRepository repository(Verification verification) {
        return repository(repositorySystem, verification);
    }

    /** Whether coordinates were typed with the goal: what a checkout has in its build folders is then not meant. */
    boolean isByCoordinates() {
        return false;
    }

    final SolutionDependencies dependencies(SolutionRepository repository) {
        return isByCoordinates()
                ? dependenciesWithoutModules(repositorySystem, repository)
                : dependencies(repositorySystem, repository);
    }
}
