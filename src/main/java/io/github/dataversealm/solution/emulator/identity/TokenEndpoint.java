package io.github.dataversealm.solution.emulator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives tokens out (spec dataverse-web-api §7.1). */
final class TokenEndpoint {

    static final String ACCESS = "access";
    private static final String REFRESH = "refresh";
    private static final Duration REFRESH_LIFE = Duration.ofDays(90);
    private static final String JWT_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final Directory directory;
    private final Tokens tokens;
    private final Assertions assertions;
    private final DeviceCodes devices;
    private final UUID tenant;
    private final Supplier<Duration> life;

    TokenEndpoint(
            Directory directory,
            Tokens tokens,
            DeviceCodes devices,
            UUID tenant,
            Clock clock,
            Supplier<Duration> life) {
        this.directory = directory;
        this.tokens = tokens;
        this.devices = devices;
        this.tenant = tenant;
        this.life = life;
        assertions = new Assertions(clock);
    }

    /**
     * Answers a request for a token.
     *
     * @param baseUrl how the client addresses the server
     * @param realm the tenant of the address
     * @throws SignInFault to give none
     */
    ObjectNode token(Map<String, String> form, String baseUrl, String realm) {
        String grant = form.getOrDefault("grant_type", "");
        return switch (grant) {
            case "client_credentials" -> clientCredentials(form, baseUrl, realm);
            case "password" -> password(form, baseUrl);
            case "urn:ietf:params:oauth:grant-type:device_code", "device_code" -> device(form, baseUrl);
            case "refresh_token" -> refresh(form, baseUrl);
            default ->
                throw new SignInFault(
                        400,
                        "unsupported_grant_type",
                        70003,
                        "The app requested an unsupported grant type '" + grant + "'.");
        };
    }

    private ObjectNode clientCredentials(Map<String, String> form, String baseUrl, String realm) {
        Registration application = directory
                .find(clientId(form))
                .filter(registration -> !registration.person())
                .orElseThrow(() -> new SignInFault(
                        400,
                        "unauthorized_client",
                        700016,
                        "Application with identifier '" + form.get("client_id") + "' was not found in the directory '"
                                + realm + "'. This can happen if the application has not been installed by the"
                                + " administrator of the tenant or consented to by any user in the tenant. You may have"
                                + " sent your authentication request to the wrong tenant."));
        if (form.containsKey("client_assertion")) {
            if (!JWT_ASSERTION.equals(form.get("client_assertion_type"))) {
                throw new SignInFault(
                        400, "invalid_request", 900144, "The request body must contain 'client_assertion_type'.");
            }
            String authority = baseUrl + "/" + realm;
            assertions.check(
                    application,
                    form.get("client_assertion"),
                    List.of(authority + "/oauth2/v2.0/token", authority + "/oauth2/token", authority + "/v2.0"));
        } else {
            checkSecret(application, form);
        }
        String scope = resource(form.getOrDefault("scope", ""));
        if (!scope.endsWith("/.default")) {
            throw new SignInFault(
                    400,
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + scope
                            + " is not valid. Client credential flows must have a scope value with /.default suffixed to"
                            + " the resource identifier (application ID URI).");
        }
        ObjectNode answer = bearer();
        answer.put(
                "access_token",
                accessToken(
                        audience(scope, baseUrl),
                        baseUrl,
                        Map.of(
                                "appid", application.id().toString(),
                                "azp", application.id().toString(),
                                "oid", application.id().toString(),
                                "sub", application.id().toString(),
                                "idtyp", "app")));
        return answer;
    }

    private static void checkSecret(Registration application, Map<String, String> form) {
        String secret = form.getOrDefault("client_secret", "");
        if (secret.isEmpty()) {
            throw new SignInFault(
                    401,
                    "invalid_client",
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
        if (!same(secret, application.secret())) {
            throw new SignInFault(
                    401,
                    "invalid_client",
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID, for a secret added to app '" + application.id()
                            + "'.");
        }
        if (application.secretExpired()) {
            throw new SignInFault(
                    401,
                    "invalid_client",
                    7000222,
                    "The provided client secret keys for app '" + application.id()
                            + "' are expired. Visit the Azure portal to create new keys for your app.");
        }
    }

    private ObjectNode password(Map<String, String> form, String baseUrl) {
        Registration person = directory
                .person(form.getOrDefault("username", ""))
                .orElseThrow(() -> new SignInFault(
                        400,
                        "invalid_grant",
                        50034,
                        "The user account does not exist in the directory. To sign into this application, the account"
                                + " must be added to the directory."));
        if (!same(form.getOrDefault("password", ""), person.secret())) {
            throw new SignInFault(
                    400, "invalid_grant", 50126, "Error validating credentials due to invalid username or password.");
        }
        if (person.needsSecondFactor()) {
            throw new SignInFault(
                    400,
                    "interaction_required",
                    50076,
                    "Due to a configuration change made by your administrator, or because you moved to a new location,"
                            + " you must use multi-factor authentication to access the resource.");
        }
        return personal(person, clientId(form), form.getOrDefault("scope", ""), baseUrl);
    }

    private ObjectNode device(Map<String, String> form, String baseUrl) {
        DeviceCodes.Granted granted =
                devices.redeem(form.getOrDefault("device_code", ""), form.getOrDefault("client_id", ""));
        Registration person = directory
                .person(granted.userName())
                .orElseThrow(() -> new SignInFault(400, "invalid_grant", 50034, "The user account does not exist."));
        return personal(person, clientId(form), granted.scope(), baseUrl);
    }

    private ObjectNode refresh(Map<String, String> form, String baseUrl) {
        JWTClaimsSet claims = tokens.verify(form.getOrDefault("refresh_token", ""), REFRESH)
                .orElseThrow(() ->
                        new SignInFault(400, "invalid_grant", 70008, "The refresh token has expired or is not valid."));
        try {
            UUID client = clientId(form);
            if (!client.toString().equals(claims.getStringClaim("client"))) {
                throw new SignInFault(400, "invalid_grant", 700003, "The refresh token was issued to another client.");
            }
            Registration person = directory
                    .find(UUID.fromString(claims.getSubject()))
                    .orElseThrow(
                            () -> new SignInFault(400, "invalid_grant", 50034, "The user account does not exist."));
            String scope = form.getOrDefault("scope", claims.getStringClaim("scp"));
            return personal(person, client, scope, baseUrl);
        } catch (ParseException e) {
            throw new SignInFault(400, "invalid_grant", 9002313, "Invalid request. The token is malformed.");
        }
    }

    private ObjectNode personal(Registration person, UUID client, String scope, String baseUrl) {
        String resource = resource(scope);
        ObjectNode answer = bearer();
        answer.put("scope", resource);
        answer.put(
                "access_token",
                accessToken(
                        audience(resource, baseUrl),
                        baseUrl,
                        Map.of(
                                "appid", client.toString(),
                                "azp", client.toString(),
                                "oid", person.id().toString(),
                                "sub", person.id().toString(),
                                "upn", person.name(),
                                "scp", "user_impersonation",
                                "idtyp", "user")));
        answer.put(
                "refresh_token",
                tokens.sign(
                        REFRESH,
                        REFRESH_LIFE,
                        Map.of("sub", person.id().toString(), "client", client.toString(), "scp", resource)));
        answer.put(
                "id_token",
                tokens.sign(
                        "id",
                        life.get(),
                        Map.of(
                                "iss", issuer(baseUrl),
                                "aud", client.toString(),
                                "tid", tenant.toString(),
                                "oid", person.id().toString(),
                                "sub", person.id().toString(),
                                "name", person.name(),
                                "preferred_username", person.name(),
                                "ver", "2.0")));
        String info = JsonNodeFactory.instance
                .objectNode()
                .put("uid", person.id().toString())
                .put("utid", tenant.toString())
                .toString();
        answer.put("client_info", Base64.getUrlEncoder().withoutPadding().encodeToString(info.getBytes(UTF_8)));
        return answer;
    }

    /** The one scope of several that names a resource: msal4j adds {@code openid profile offline_access} to each request. */
    private static String resource(String scopes) {
        return Arrays.stream(scopes.split(" "))
                .filter(part -> part.contains("://"))
                .findFirst()
                .orElseThrow(() -> new SignInFault(
                        400, "invalid_scope", 70011, "The provided request must include a 'scope' input parameter."));
    }

    private ObjectNode bearer() {
        long seconds = life.get().toSeconds();
        return JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds);
    }

    private String accessToken(String audience, String baseUrl, Map<String, String> who) {
        Map<String, Object> claims = new LinkedHashMap<>(who);
        claims.put("aud", audience);
        claims.put("iss", issuer(baseUrl));
        claims.put("tid", tenant.toString());
        claims.put("ver", "1.0");
        return tokens.sign(ACCESS, life.get(), claims);
    }

    private String issuer(String baseUrl) {
        return baseUrl + "/" + tenant + "/v2.0";
    }

    /** The resource of the scope, which must be an organization of this server. */
    private static String audience(String scope, String baseUrl) {
        String resource = scope.trim().replaceFirst("/?/(\\.default|user_impersonation)$", "");
        Optional<URI> asked = uri(resource);
        Optional<URI> own = uri(baseUrl);
        if (asked.isEmpty()
                || own.isEmpty()
                || !Loopback.isName(asked.get().getHost())
                || asked.get().getPort() != own.get().getPort()) {
            throw new SignInFault(
                    400,
                    "invalid_resource",
                    500011,
                    "The resource principal named " + resource + " was not found in the tenant. This can happen if the"
                            + " application has not been installed by the administrator of the tenant or consented to by"
                            + " any user in the tenant.");
        }
        return resource;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static UUID clientId(Map<String, String> form) {
        try {
            return UUID.fromString(form.getOrDefault("client_id", ""));
        } catch (IllegalArgumentException e) {
            throw new SignInFault(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + form.getOrDefault("client_id", "")
                            + "' was not found in the directory.");
        }
    }

    private static boolean same(String left, String right) {
        return !right.isEmpty() && MessageDigest.isEqual(left.getBytes(UTF_8), right.getBytes(UTF_8));
    }
}
