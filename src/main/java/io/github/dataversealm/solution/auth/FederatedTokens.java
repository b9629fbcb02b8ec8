package io.github.dataversealm.solution.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.auth.Credentials.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Fetches the token that another service vouches with (spec dataverse-web-api §7.2). */
final class FederatedTokens {

    private static final long MAX_FILE = 64 << 10;

    private final LoginHttp http;
    private final ObjectMapper json = new ObjectMapper();

    FederatedTokens(LoginHttp http) {
        this.http = http;
    }

    /** @param audience who the token is shown to */
    String fetch(TokenSource source, String audience) {
        if (source instanceof TokenSource.TokenFile file) {
            return read(file.file());
        }
        if (source instanceof TokenSource.Given given) {
            return given.token().reveal();
        }
        if (source instanceof TokenSource.GitHubActions gitHub) {
            HttpUrl url = url(gitHub.requestUrl(), "ACTIONS_ID_TOKEN_REQUEST_URL")
                    .newBuilder()
                    .setQueryParameter("audience", audience)
                    .build();
            return ask(
                    request(url, gitHub.requestToken()).get().build(),
                    "value",
                    "GitHub Actions",
                    "Give the job the permission to fetch it: permissions: id-token: write");
        }
        TokenSource.AzureDevOps azure = (TokenSource.AzureDevOps) source;
        HttpUrl url = url(azure.requestUri(), "SYSTEM_OIDCREQUESTURI")
                .newBuilder()
                .setQueryParameter("api-version", "7.1")
                .setQueryParameter("serviceConnectionId", azure.serviceConnectionId())
                .build();
        return ask(
                request(url, azure.accessToken())
                        .post(RequestBody.create(new byte[0], MediaType.get("application/json")))
                        .build(),
                "oidcToken",
                "Azure DevOps",
                "Check that SYSTEM_ACCESSTOKEN is mapped into the step (env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)), and"
                        + " that the pipeline may use the service connection " + azure.serviceConnectionId() + ".");
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new SignInException(
                        "The token file " + file + " is too large for a token.",
                        "Check AZURE_FEDERATED_TOKEN_FILE, or <federatedTokenFile> of the <server>.",
                        null);
            }
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new SignInException(
                        "The token file " + file + " is empty.",
                        "It is filled by the platform that the build runs on; see its workload identity set-up.",
                        null);
            }
            return token;
        } catch (IOException e) {
            throw new SignInException(
                    "The token file " + file + " cannot be read.",
                    "Check AZURE_FEDERATED_TOKEN_FILE, or <federatedTokenFile> of the <server>.",
                    null);
        }
    }

    private static HttpUrl url(URI uri, String variable) {
        HttpUrl url = HttpUrl.get(uri);
        if (url == null) {
            throw new SignInException(
                    "The variable " + variable + " holds no address.", "It is set by the CI service.", null);
        }
        return url;
    }

    private static Request.Builder request(HttpUrl url, Secret bearer) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + bearer.reveal())
                .header("Accept", "application/json");
    }

    private String ask(Request request, String member, String service, String advice) {
        LoginHttp.Answer answer;
        try {
            answer = http.send(request);
        } catch (IOException e) {
            throw SignInException.outage(
                    service + " could not be asked for a token: " + e.getClass().getSimpleName() + " at "
                            + request.url().host() + ".",
                    "Try again; look at the status page of " + service + ".",
                    e);
        }
        if (LoginHttp.isBusy(answer.status())) {
            throw SignInException.outage(
                    service + " gave no token: it answered with status " + answer.status() + ".",
                    "Try again; look at the status page of " + service + ".",
                    null);
        }
        if (answer.status() != 200) {
            throw new SignInException(
                    service + " gave no token: it answered with status " + answer.status() + ".", advice, null);
        }
        try {
            JsonNode token = json.readTree(answer.body()).path(member);
            if (token.isTextual() && !token.textValue().isBlank()) {
                return token.textValue();
            }
        } catch (JsonProcessingException e) {
            // The exception quotes the answer, and with it perhaps the token.
        }
        throw new SignInException(service + " gave no token: its answer has no '" + member + "'.", advice, null);
    }
}
