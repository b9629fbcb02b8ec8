package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.check.CheckRequest;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.CheckResults;
import io.github.dataversealm.solution.check.Checker;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.report.ReportFiles;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.check.service.HeldErrors;
import io.github.dataversealm.solution.check.service.RemoteCheck;
import io.github.dataversealm.solution.check.service.RuleSet;
import io.github.dataversealm.solution.check.service.ServiceCheck;
import io.github.dataversealm.solution.check.service.ServiceConnection;
import io.github.dataversealm.solution.check.service.ServiceOptions;
import io.github.dataversealm.solution.check.service.ServiceRules;
import io.github.dataversealm.solution.check.service.ServiceTime;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks a solution, as a zip or as an unpacked folder, for what would make its import fail, hurt in production, or cost
 * somebody time. Works offline: nothing is sent anywhere, unless {@code service} asks for Microsoft's checker service as
 * well. Findings name the file and line in the source folder. Writes reports as SARIF, HTML, JUnit XML and JSON.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class CheckMojo extends AbstractRulesMojo {

    /**
     * The solution zip to check, for example {@code -Dsolution.zipFile=ContosoTrips.zip}. When {@code sourceDirectory} exists
     * too, findings are shown in its files. Default: the zips that were packed before in the same build, as in
     * {@code mvn verify}; else the source folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.zipFile")
    private File zipFile;

    /**
     * The solution in the Maven repository to check, {@code groupId:artifactId:version[:classifier]}, for example
     * {@code -Dsolution.artifact=com.contoso:contoso-trips:1.4.2}. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.artifact")
    private String artifact;

    /**
     * The unpacked source folder to check.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sourceDirectory", defaultValue = SOURCE_DIRECTORY)
    private File sourceDirectory;

    /**
     * From which severity on findings fail the build: {@code Critical}, {@code High}, {@code Medium}, {@code Low},
     * {@code Informational}, or {@code None} to report only.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.errorLevel", defaultValue = "High")
    private String errorLevel;

    /**
     * How many findings of {@code errorLevel} or higher are allowed: a number, or a number for single severities, for
     * example {@code Critical=0,High=0,Medium=25}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.errorThreshold", defaultValue = "0")
    private String errorThreshold;

    /**
     * Whether the build fails when a part of the analysis could not be done, for example because a rule failed, a file took
     * too long, or Microsoft's checker service gave no result. With {@code false} it is a warning.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.failOnAnalysisError", defaultValue = "false")
    private boolean failOnAnalysisError;

    /**
     * Adds all findings of this run to {@code baselineFile}, takes out what has been mended, and lets the build pass: for a
     * solution that is checked for the first time. Reasons that are written there stay, and days
     * that are not over; a day that is over is taken out, and the log says so.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.updateBaseline", defaultValue = "false")
    private boolean updateBaseline;

    /**
     * Takes out of {@code baselineFile} what has been mended, and adds nothing. What belongs to rules that did not run stays.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.pruneBaseline", defaultValue = "false")
    private boolean pruneBaseline;

    /**
     * The zip of the version that this one replaces: columns must keep their type, and the version must be higher. Default:
     * nothing is compared.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.previousZip")
    private File previousZip;

    /**
     * A folder of XML schemas ({@code .xsd}) that the XML parts are validated with; this turns the rule {@code pkg-schema} on.
     * Nothing is read from outside of the folder. Default: nothing is validated.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.schemaDirectory")
    private File schemaDirectory;

    /**
     * The mapping file that the solution is packed with ({@code mapFile} of the goal {@code pack}). Content that it maps is
     * looked at where it is, and is not missing where it has not been built yet. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.mapFile")
    private File mapFile;

    /**
     * The mappings that the solution is packed with, as the goal {@code pack} has them. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter
    private List<MappingDefinition> mappings = List.of();

    /**
     * The reports to write: {@code sarif}, {@code html}, {@code junit} and {@code json}, or {@code none}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.reports", defaultValue = "sarif,html,junit,json")
    private String[] reports = {};

    /**
     * The folder of the reports. JUnit's goes to {@code surefire-reports} beside it, where build servers look. Default:
     * {@code solution} in the build directory, {@code target/solution}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.reportDirectory")
    private File reportDirectory;

    /**
     * Whether Microsoft's checker service checks the solution, too. The zip is uploaded to Microsoft, into the geography of the
     * environment that {@code env} chooses, and the service is signed in to with the credentials of that environment, whose
     * application needs the permission {@code PowerApps-Advisor / Analysis.All}. What both find is one finding. When the service
     * gives no result, that is a warning; {@code failOnAnalysisError} makes it fail. With {@code -Denv=local} the local
     * environment answers in its place.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.service", defaultValue = "false")
    private boolean service;

    /**
     * The geography of the checker service: {@code UnitedStates}, {@code Europe}, {@code Asia}, {@code Australia}, {@code Japan},
     * {@code India}, {@code Canada}, {@code SouthAmerica}, {@code UnitedKingdom}, {@code France}, {@code SouthAfrica},
     * {@code Germany}, {@code UnitedArabEmirates}, {@code Switzerland}, {@code Norway}, {@code Singapore}, {@code Korea},
     * {@code Sweden}, {@code Italy}, {@code Poland}, {@code NewZealand}, {@code USGovernment}, {@code USGovernmentL4},
     * {@code USGovernmentL5DoD}, {@code China} or {@code PreviewUnitedStates}. Default: that of the environment, by its address.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.geo")
    private String geo;

    /**
     * The address of a checker service in place of that of a geography, for example
     * {@code https://europe.api.advisor.powerapps.com}. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.customEndpoint")
    private String customEndpoint;

    /**
     * The rule set of the checker service, by its name or id: {@code Solution Checker}, {@code AppSource Certification}. Only a
     * run with the Solution Checker's counts for the solution checker enforcement of Managed Environments.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.ruleSet", defaultValue = "Solution Checker")
    private String ruleSet;

    /**
     * Codes of rules that the checker service runs in place of a rule set, for example
     * {@code -Dsolution.serviceRules=web-use-async,web-avoid-eval}. Such a run does not count for Managed Environments;
     * {@code rules} chooses among the findings afterwards, which does not matter to it. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.serviceRules")
    private String[] serviceRules = {};

    /**
     * Files that the checker service leaves out, with a {@code *} at the start or end for anything, for example
     * {@code *jquery*}. Such a run does not count for Managed Environments; {@code excludes} leaves findings out afterwards,
     * which does not matter to it. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.excludedFiles")
    private String[] excludedFiles = {};

    /**
     * Where the checker service fetches the zip, in place of an upload: an address in a blob storage of your own with a
     * signature that may read it. Needed for zips of more than 30 MB. The address is a secret: take it from a variable of the
     * build server, <code>${env.SOLUTION_URL}</code> in the {@code pom.xml}. Default: the zip is uploaded.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.solutionUrl")
    private String solutionUrl;

    /**
     * How many minutes the checker service may take for a solution. A run that takes longer gives no result.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.serviceTimeLimit", defaultValue = "30")
    private int serviceTimeLimit;

    /**
     * How long the analysis of one file may take, in seconds. What takes longer is reported as not analysed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.checkTimeLimit", defaultValue = "10")
    private int checkTimeLimit;

    /**
     * How many threads are used; 0 for as many as the machine has processors.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.checkThreads", defaultValue = "0")
    private int checkThreads;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.check.skip", defaultValue = "false")
    private boolean skipCheck;

    @Override
    boolean skipsGoal() {
        return skipCheck;
    }

    @Override
    boolean worksWithoutEnvironment() {
        return true;
    }

    /** Only the service needs one: a check in a build that deploys to many environments looks at none of them. */
    @Override
    List<Environment> environments() throws IOException {
        if (!service) {
            return List.of();
        }
        List<Environment> chosen = super.environments();
        if (chosen.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The checker service is asked for, and no environment is chosen whose credentials and geography it takes.",
                    "Name one: " + command() + " -Dsolution.service=true -Denv=test");
        }
        return chosen;
    }

    @Override
    void begin(List<Environment> chosen, Reporter reporter) throws IOException {
        if (chosen.isEmpty()) {
            check(Optional.empty(), reporter);
            return;
        }
        if (chosen.size() > 1) {
            reporter.info("The checker service of the environment '"
                    + chosen.get(0).id() + "' is asked, the first of those that are chosen.");
        }
        super.begin(chosen.subList(0, 1), reporter);
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        ServiceConnection connection = checker(connections.get(0), given(customEndpoint), given(geo));
        ServiceOptions options = new ServiceOptions(
                RuleSet.of(ruleSet),
                stripped(serviceRules),
                levels(),
                stripped(excludedFiles),
                given(solutionUrl),
                Duration.ofMinutes(serviceTimeLimit));
        try (ProgressView view =
                ProgressView.of(session().getRequest(), System.getenv(), getLog().isInfoEnabled(), reporter)) {
            RemoteCheck remote = new ServiceCheck(
                    connection,
                    options,
                    ServiceTime.of(connection.endpoint()),
                    ServiceRules.complete()::find,
                    UUID::randomUUID,
                    view.listener(),
                    view.reporter());
            check(Optional.of(new HeldErrors(remote)), view.reporter());
        }
    }

    private void check(Optional<HeldErrors> remote, Reporter reporter) throws IOException {
        List<CheckTarget> targets = targets();
        if (isAggregator() && targets.stream().noneMatch(target -> Files.exists(target.place()))) {
            tellOfModules(reporter);
            return;
        }
        if (remote.isPresent() && given(solutionUrl).isPresent()) {
            requireOwnAddress(targets.get(0));
        }
        List<Reports> formats = formats();
        RuleDecisions decisions = decisions();
        CheckResults results = results(targets, decisions, remote, reporter);
        new CheckReports(
                        new ReportFiles(reportDirectory == null ? reportDirectory() : path(reportDirectory)),
                        formats,
                        SourceBase.of(path(sourceDirectory), baseDirectory()),
                        this::shown,
                        reporter)
                .tell(results, targets);
        if (project().isPresent() && remote.filter(HeldErrors::isHolding).isEmpty()) {
            new CheckEvidenceWriter(
                            plugin(), errorThreshold, decisions.excludes().size(), reporter)
                    .write(results, targets, new ProjectMetadata(project().get()));
        }
        if (remote.isPresent()) {
            remote.get().release();
        }
        BaselineUpkeep baseline = new BaselineUpkeep(decisions.baseline(), shown(decisions.baseline()), reporter);
        if (updateBaseline) {
            baseline.update(results);
            return;
        }
        if (pruneBaseline) {
            baseline.prune(results);
        }
        results.requirePassed();
    }

    private CheckResults results(
            List<CheckTarget> targets, RuleDecisions decisions, Optional<HeldErrors> remote, Reporter reporter)
            throws IOException {
        List<Path> before = installedBefore().of(project());
        List<CheckResult> results = new ArrayList<>();
        for (CheckTarget target : targets) {
            reporter.info("Checking " + shown(target.place()));
            // the zips of a pair hold the same: the main one, which is deployed, stands for both
            Optional<RemoteCheck> asked =
                    remote.filter(held -> results.isEmpty()).map(held -> held);
            results.add(new Checker().check(request(target, decisions, before), asked));
        }
        return new CheckResults(results);
    }

    private CheckRequest request(CheckTarget target, RuleDecisions decisions, List<Path> before) throws IOException {
        return new CheckRequest(
                target.place(),
                target.sources(),
                before,
                path(Optional.ofNullable(previousZip)),
                Neighbours.of(project(), session().getAllProjects()),
                decisions.configured(),
                decisions.only(),
                decisions.excludes(),
                decisions.suppressions(),
                Optional.of(decisions.baseline()),
                Gate.of(errorLevel, errorThreshold, failOnAnalysisError),
                checkThreads > 0 ? checkThreads : Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(Math.max(1, checkTimeLimit)),
                ZipLimits.DEFAULT,
                path(Optional.ofNullable(schemaDirectory)),
                mapping(target),
                decisions.levels());
    }

    /** Where the source folder keeps its content. What is not built yet is not looked into, and not missing. */
    private MapFile mapping(CheckTarget target) throws IOException {
        Path folder = target.sources().orElse(target.place());
        Function<String, Optional<String>> variables = name -> Optional.ofNullable(System.getenv(name));
        MapFile file =
                mapFile == null ? MapFile.none() : MapFile.read(path(mapFile), folder, Reporter.silent(), variables);
        if (mappings.isEmpty() || project().isEmpty()) {
            return file;
        }
        ContentMappings content = ContentMappings.of(
                project().get(),
                repository(Verification.OFF),
                session().getRepositorySession().getArtifactTypeRegistry());
        return file.afterUnbuilt(content.ofUnbuilt(mappings), folder, Reporter.silent(), variables);
    }

    private List<CheckTarget> targets() throws IOException {
        return new CheckTargets(
                        path(sourceDirectory),
                        project(),
                        coordinates -> repositoryOfNamed(Verification.ON).verified(coordinates))
                .choose(path(Optional.ofNullable(zipFile)), Optional.ofNullable(artifact));
    }

    /** Whether it is the parent of modules, in which the goal runs too when it is typed. */
    private boolean isAggregator() {
        return zipFile == null
                && artifact == null
                && project().filter(one -> one.getPackaging().equals("pom")).isPresent();
    }

    /** What somebody types must not seem to have checked something. */
    private void tellOfModules(Reporter reporter) {
        if (isCalledDirectly()) {
            throw new SolutionException(
                    null,
                    "There is no solution here to check: the solutions are in the modules.",
                    "All of them: mvn verify. One of them: mvn -f <module>/pom.xml "
                            + commands().goal("check"));
        }
        reporter.info("Nothing to check: the solutions are in the modules.");
    }

    private void requireOwnAddress(CheckTarget target) {
        // what is typed holds in all modules; what a pom.xml says is seen when the next module says the same
        boolean typed = session().getUserProperties().containsKey("solution.solutionUrl");
        long modules = session().getProjects().stream()
                .filter(SolutionArtifacts::isSolution)
                .count();
        new OwnAddress(SessionMap.of(session(), OwnAddress.class.getName()))
                .take(
                        solutionUrl.strip(),
                        target.place().toString(),
                        typed && zipFile == null && artifact == null ? modules : 1);
    }

    private List<Reports> formats() {
        return stripped(reports).stream()
                .filter(name -> !name.equalsIgnoreCase("none"))
                .map(name -> Choice.of("reports", name, Reports.class).orElseThrow())
                .toList();
    }

    private static List<String> stripped(String[] texts) {
        return Stream.of(texts)
                .filter(text -> !text.isBlank())
                .map(String::strip)
                .toList();
    }
}
