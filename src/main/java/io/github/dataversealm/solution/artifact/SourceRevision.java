package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.git.GitFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which commit of which repository a folder holds, from the Git repository around it, or where there is none (a build server
 * that copies files) from the variables of the build server. Whether files were changed after the checkout, {@link
 * io.github.dataversealm.solution.git.WorkingTree} says.
 *
 * @param commit in hexadecimal digits, lower case
 * @param repository its address, see {@link RepositoryUrl}
 */
public record SourceRevision(Optional<String> commit, Optional<String> repository) {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** Of GitHub, Azure DevOps, GitLab and Jenkins. */
    private static final List<String> COMMITS =
            List.of("GITHUB_SHA", "BUILD_SOURCEVERSION", "CI_COMMIT_SHA", "GIT_COMMIT");

    private static final List<String> REPOSITORIES = List.of("BUILD_REPOSITORY_URI", "CI_PROJECT_URL", "GIT_URL");

    /**
     * Finds it.
     *
     * @param folder of the project
     * @param declared the address that the project says it has; goes before what is found, because it is the same everywhere
     * @param variables of the environment
     */
    public static SourceRevision find(Path folder, Optional<String> declared, Map<String, String> variables) {
        Optional<GitFolder> git = GitFolder.of(folder);
        Optional<String> commit = git.isPresent()
                ? git.get().commit()
                : COMMITS.stream()
                        .flatMap(name -> Optional.ofNullable(variables.get(name)).stream())
                        .map(String::strip)
                        .filter(value -> COMMIT.matcher(value).matches())
                        .findFirst();
        Optional<String> repository = declared.flatMap(RepositoryUrl::clean)
                .or(() -> git.flatMap(GitFolder::remote).flatMap(RepositoryUrl::clean));
        if (git.isEmpty() && repository.isEmpty()) {
            repository = fromVariables(variables);
        }
        return new SourceRevision(commit, repository);
    }

    private static Optional<String> fromVariables(Map<String, String> variables) {
        String server = variables.getOrDefault("GITHUB_SERVER_URL", "");
        String name = variables.getOrDefault("GITHUB_REPOSITORY", "");
        Optional<String> github =
                server.isEmpty() || name.isEmpty() ? Optional.empty() : RepositoryUrl.clean(server + "/" + name);
        return github.or(() -> REPOSITORIES.stream()
                .flatMap(variable -> Optional.ofNullable(variables.get(variable)).stream())
                .flatMap(value -> RepositoryUrl.clean(value).stream())
                .findFirst());
    }
}
