package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.Printable;
import io.github.dataversealm.solution.promotion.Releases;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * The frame of every goal: skip or run, and say what went wrong once and in the user's words.
 * A goal holds its parameters, makes a request of them, hands it to the engine and logs the result.
 */
abstract class AbstractSolutionMojo extends AbstractMojo {

    /** Where the source files of a solution are, unless the user says something else. */
    static final String SOURCE_DIRECTORY = "src/main/solution";

    /**
     * Skips every goal of this plugin. To skip a single goal, use its own flag, for example
     * {@code -Dsolution.pack.skip=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution mojoExecution;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipsGoal()) {
            String property = skip ? "solution.skip" : "solution." + mojoExecution.getGoal() + ".skip";
            getLog().info("Skipped, because " + property + " is set.");
        } else {
            guarded(() -> {
                Reporter reporter = reporter();
                TypedParameters.of(mojoExecution).require(session.getUserProperties(), reporter);
                GivenValues.require(session, mojoExecution);
                run(reporter);
            });
        }
        afterwards();
    }

    /** Work that fails in the ways of the engine. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Does some work, and says what went wrong in Maven's way. */
    final void guarded(Work work) throws MojoExecutionException, MojoFailureException {
        try {
            work.run();
        } catch (SolutionException | SignInException e) {
            throw failure(e);
        } catch (DataverseException e) {
            if (Faults.isMendable(e)) {
                throw failure(e);
            }
            throw error(e, e.getMessage());
        } catch (IOException e) {
            throw error(e, Faults.describe(e));
        } catch (RuntimeException e) {
            throw error(e, Faults.describe(e));
        }
    }

    private MojoFailureException failure(RuntimeException fault) {
        return new MojoFailureException(words(fault.getMessage()), RetoldFault.of(fault, this::words));
    }

    private MojoExecutionException error(Exception fault, String message) {
        return new MojoExecutionException(words(message), RetoldFault.of(fault, this::words));
    }

    /** Whether the goal's own flag says to skip it. */
    abstract boolean skipsGoal();

    /** What is left to do for others when this goal has done its work or was skipped; not called when it failed. */
    void afterwards() throws MojoExecutionException, MojoFailureException {}

    /** Does the work of the goal. */
    abstract void run(Reporter reporter) throws IOException;

    final MavenSession session() {
        return session;
    }

    final MojoExecution mojoExecution() {
        return mojoExecution;
    }

    /** Whether the goal was typed on the command line, and is not part of a build's life cycle. */
    final boolean isCalledDirectly() {
        return mojoExecution.getSource() == MojoExecution.Source.CLI;
    }

    /** The project, if the goal runs in a folder with a {@code pom.xml}. */
    final Optional<MavenProject> project() {
        return Optional.ofNullable(project).filter(candidate -> candidate.getFile() != null);
    }

    /** The folder that relative paths mean: the project's, or without a pom the one that Maven was started in. */
    final Path baseDirectory() {
        String base = project()
                .map(candidate -> candidate.getBasedir().getPath())
                .orElseGet(session::getExecutionRootDirectory);
        return Path.of(base).toAbsolutePath().normalize();
    }

    /** The folder that Maven was started in, the same for all modules of a build. */
    final Path executionRoot() {
        return Path.of(session.getExecutionRootDirectory()).toAbsolutePath().normalize();
    }

    /** The path of a file parameter, made absolute. */
    final Path path(File file) {
        return baseDirectory().resolve(file.toPath()).normalize();
    }

    final Optional<Path> path(Optional<File> file) {
        return file.map(this::path);
    }

    /** A path as the log shows it: relative to the base directory where it lies below it, with {@code /}. */
    String shown(Path path) {
        return shown(path, baseDirectory());
    }

    static String shown(Path path, Path base) {
        Path shown = path.startsWith(base) && !path.equals(base) ? base.relativize(path) : path;
        return shown.toString().replace(File.separatorChar, '/');
    }

    /** The Maven repositories of the project, or without a pom those of {@code settings.xml}. */
    final SolutionRepository repository(RepositorySystem system, Verification verification) {
        return new SolutionRepository(
                system, session.getRepositorySession(), remoteRepositories(), verification, reporter());
    }

    /**
     * Where coordinates that a user names are looked for. Typed with a goal they mean what was published or installed under
     * them, and not what a checkout happens to have in its build folders; in a build they may mean one of its modules.
     */
    final SolutionRepository repositoryOfNamed(RepositorySystem system, Verification verification) {
        SolutionRepository all = repository(system, verification);
        return isCalledDirectly() ? all.withoutModules() : all;
    }

    /** What is published: where the project reads from, and where it is deployed to. */
    final Releases releases(RepositorySystem system) {
        return new PublishedReleases(
                repository(system, Verification.ON), project().flatMap(one -> DeployTarget.of(one, session, system)));
    }

    /** The same as {@link #dependencies}, without a look at the modules of this build. */
    final SolutionDependencies dependenciesWithoutModules(RepositorySystem system, SolutionRepository repository) {
        return new SolutionDependencies(
                new DependencyCollector(
                        system,
                        SolutionRepository.withoutModules(session.getRepositorySession()),
                        remoteRepositories()),
                repository.withoutModules(),
                List.of());
    }

    /** What projects and artifacts depend on, collected as Maven does for the project, or as settings.xml says without one. */
    final SolutionDependencies dependencies(RepositorySystem system, SolutionRepository repository) {
        return new SolutionDependencies(
                new DependencyCollector(system, session.getRepositorySession(), remoteRepositories()),
                repository,
                session.getProjects());
    }

    private List<RemoteRepository> remoteRepositories() {
        return project == null ? List.of() : project.getRemoteProjectRepositories();
    }

    /** This plugin, {@code groupId:artifactId:version}. */
    final String plugin() {
        return CommandForm.coordinates(mojoExecution);
    }

    /** How the goals are typed where the user stands. */
    Commands commands() {
        return CommandForm.of(session, mojoExecution);
    }

    /** The command that runs this goal. */
    final String command() {
        return command(mojoExecution.getGoal());
    }

    /** The command that runs another goal of this plugin, as a user would type it here. */
    final String command(String goal) {
        return commands().command(goal);
    }

    /** Tells the user, in Maven's log. */
    final Reporter reporter() {
        return new LogReporter(getLog(), commands());
    }

    /** A text as it is shown: with commands that can be typed here, and without characters that play tricks on a terminal. */
    private String words(String message) {
        return Printable.text(commands().in(message));
    }
}
