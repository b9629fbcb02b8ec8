package io.github.dataversealm.solution.auth;

import io.github.dataversealm.solution.auth.Credentials.TokenSource;
import java.util.List;
import java.util.regex.Pattern;

/** Takes secrets out of a text that came from elsewhere. */
final class Secrets {

    /** Tokens have three parts of base64, and the first always begins alike. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*){0,2}");

    private Secrets() {}

    static String mask(Credentials credentials, String text) {
        String masked = text;
        for (Secret secret : of(credentials)) {
            if (!secret.reveal().isBlank()) {
                masked = masked.replace(secret.reveal(), secret.toString());
            }
        }
        return TOKEN.matcher(masked).replaceAll("***");
    }

    private static List<Secret> of(Credentials credentials) {
        if (credentials instanceof Credentials.ClientSecret secret) {
            return List.of(secret.secret());
        }
        if (credentials instanceof Credentials.Certificate certificate) {
            return certificate.password().stream().toList();
        }
        if (credentials instanceof Credentials.UsernamePassword user) {
            return List.of(user.password());
        }
        if (credentials instanceof Credentials.FixedToken fixed) {
            return List.of(fixed.token());
        }
        if (credentials instanceof Credentials.FederatedToken federated) {
            return of(federated.source());
        }
        return List.of();
    }

    private static List<Secret> of(TokenSource source) {
        if (source instanceof TokenSource.Given given) {
            return List.of(given.token());
        }
        if (source instanceof TokenSource.GitHubActions gitHub) {
            return List.of(gitHub.requestToken());
        }
        if (source instanceof TokenSource.AzureDevOps azure) {
            return List.of(azure.accessToken());
        }
        return List.of();
    }
}
