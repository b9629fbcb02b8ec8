package io.github.dataversealm.solution.emulator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.odata.UrlText;
import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tenant: who may call the organization, and where tokens come from (spec dataverse-web-api §1.6, §7.1, §9.6). */
public final class IdentityService {

    private static final Pattern OAUTH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/(token|devicecode|authorize)");
    private static final Pattern CONFIGURATION =
            Pattern.compile("/([^/]+)(?:/v2\\.0)?/\\.well-known/openid-configuration");
    private static final Pattern KEYS = Pattern.compile("/([^/]+)/discovery/v2\\.0/keys");
    private static final Pattern REALM = Pattern.compile("/common/userrealm/([^/]+)");
    private static final String INSTANCES = "/common/discovery/instance";
    private static final String DEVICE_PAGE = "/devicelogin";
    private static final String CORRELATION = "client-request-id";
    private static final int MAX_FORM_BYTES = 1 << 20;
    private static final int NOT_A_MEMBER = 0x80072560;
    private static final int NO_ROLES = 0x80042f09;
    private static final int DISABLED = 0x80040225;

    private final ObjectMapper mapper = new ObjectMapper();
    private final UUID tenant;
    private final String staticToken;
    private final Directory directory;
    private final Tokens tokens;
    private final DeviceCodes devices;
    private final TokenEndpoint endpoint;
    private final Supplier<Knobs> knobs;
    private final Clock clock;

    /**
     * Opens the tenant.
     *
     * @param folder where its keys and registrations are kept
     * @param staticToken a bearer token that stands for the default application
     */
    public IdentityService(Path folder, UUID tenant, String staticToken, Supplier<Knobs> knobs, Clock clock)
            throws IOException {
        PrivateFiles.directory(folder);
        this.tenant = tenant;
        this.staticToken = staticToken;
        this.knobs = knobs;
        this.clock = clock;
        directory = new Directory(folder.resolve("registrations.json"));
        tokens = new Tokens(folder.resolve("signing-key.json"), clock);
        devices = new DeviceCodes(clock);
        endpoint = new TokenEndpoint(
                directory,
                tokens,
                devices,
                tenant,
                clock,
                () -> Duration.ofSeconds(knobs.get().tokenSeconds()));
    }

    public Directory directory() {
        return directory;
    }

    /** The user of the organization that stands for the registration. */
    public static UUID userId(Registration registration) {
        return UUID.nameUUIDFromBytes(("systemuser " + registration.id()).getBytes(UTF_8));
    }

    /**
     * Agrees to, or refuses, a sign-in with a device code.
     *
     * @return whether such a code waits
     */
    public boolean decide(String userCode, String userName, boolean agreed) {
        return devices.decide(userCode, userName, agreed);
    }

    /** Answers a request on the pages of the tenant; empty for any other path. */
    public Optional<WebResponse> handle(WebRequest request) throws IOException {
        String path = request.path();
        try {
            Matcher oauth = OAUTH.matcher(path);
            if (oauth.matches()) {
                WebResponse answer = oauth(oauth.group(1), oauth.group(2), request);
                return Optional.of(correlated(answer, request));
            }
            Matcher configuration = CONFIGURATION.matcher(path);
            if (configuration.matches()) {
                return Optional.of(configuration(demandTenant(configuration.group(1)), request.baseUrl()));
            }
            Matcher keys = KEYS.matcher(path);
            if (keys.matches()) {
                return Optional.of(WebResponse.text(200, "application/json", tokens.publicKeys()));
            }
            Matcher realm = REALM.matcher(path);
            if (realm.matches()) {
                return Optional.of(realm(UrlText.decodePath(realm.group(1))));
            }
        } catch (SignInFault e) {
            return Optional.of(correlated(refusal(e), request));
        }
        if (path.equals(INSTANCES)) {
            return Optional.of(instances(request.baseUrl()));
        }
        return path.equals(DEVICE_PAGE) ? Optional.of(devicePage(request)) : Optional.empty();
    }

    /**
     * Finds out who sends a request to the organization.
     *
     * @throws UnauthorizedException when the token is missing or cannot be used
     * @throws ServiceFault when the token is good, but its owner may not use the organization
     */
    public Caller authenticate(WebRequest request) throws UnauthorizedException {
        String header = request.header("Authorization").orElse("");
        if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            throw unauthorized(request.baseUrl(), "");
        }
        String token = header.substring("bearer ".length()).trim();
        if (MessageDigest.isEqual(token.getBytes(UTF_8), staticToken.getBytes(UTF_8))) {
            return caller(directory.find(Directory.DEFAULT_CLIENT_ID), Directory.DEFAULT_CLIENT_ID);
        }
        JWTClaimsSet claims = tokens.verify(token, TokenEndpoint.ACCESS)
                .filter(candidate -> isForThis(candidate, request.baseUrl()))
                .orElseThrow(() -> unauthorized(request.baseUrl(), ", error=\"invalid_token\""));
        return caller(directory.find(id(claims, "oid")), id(claims, "appid"));
    }

    /** The answer to a token that has expired. */
    public WebResponse expired(String baseUrl) {
        return unauthorized(baseUrl, ", error=\"invalid_token\"").answer();
    }

    /** The answer to a token that was revoked: it asks for one with certain claims. */
    public WebResponse revoked(String baseUrl) {
        String claims = "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\""
                + clock.instant().getEpochSecond() + "\"}}}";
        return unauthorized(
                        baseUrl,
                        ", error=\"insufficient_claims\", claims=\""
                                + Base64.getEncoder().encodeToString(claims.getBytes(UTF_8)) + "\"")
                .answer();
    }

    private UnauthorizedException unauthorized(String baseUrl, String more) {
        WebResponse answer =
                switch (knobs.get().unauthorizedBody()) {
                    case EMPTY -> WebResponse.empty(401);
                    case HTML -> WebResponse.text(401, "text/html", "<html><body>401 - Unauthorized</body></html>");
                    case JSON ->
                        WebResponse.text(
                                401,
                                WebResponse.JSON,
                                "{\"error\":{\"code\":\"0x80041d77\",\"message\":\"The request is not authenticated.\"}}");
                };
        return new UnauthorizedException(answer.with(
                "WWW-Authenticate",
                "Bearer authorization_uri=" + baseUrl + "/" + tenant + "/oauth2/authorize, resource_id=" + baseUrl + "/"
                        + more));
    }

    private boolean isForThis(JWTClaimsSet claims, String baseUrl) {
        try {
            URI own = new URI(baseUrl);
            return tenant.toString().equals(claims.getStringClaim("tid"))
                    && claims.getAudience().stream().anyMatch(audience -> isOwn(audience, own));
        } catch (ParseException | URISyntaxException e) {
            return false;
        }
    }

    private static boolean isOwn(String audience, URI own) {
        try {
            URI uri = new URI(audience);
            return Loopback.isName(uri.getHost()) && uri.getPort() == own.getPort();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static UUID id(JWTClaimsSet claims, String claim) {
        try {
            return UUID.fromString(claims.getStringClaim(claim));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Caller caller(Optional<Registration> known, UUID client) {
        Registration registration = known.filter(Registration::member)
                .orElseThrow(
                        () -> new ServiceFault(403, NOT_A_MEMBER, "The user is not a member of the organization."));
        UUID user = userId(registration);
        if (registration.disabled()) {
            throw new ServiceFault(
                    403,
                    DISABLED,
                    "The specified user(Id = " + user
                            + ", TenantId = local) is disabled. Consider enabling this user.");
        }
        if (registration.roles().isEmpty()) {
            throw new ServiceFault(403, NO_ROLES, "The user with id " + user + " has not been assigned any roles.");
        }
        return new Caller(user, client, registration.roles().size(), registration.deniedPrivileges());
    }

    /** Tells the client its own id of the request, which it compares. */
    private static WebResponse correlated(WebResponse answer, WebRequest request) {
        return request.header(CORRELATION)
                .map(id -> answer.with(CORRELATION, id))
                .orElse(answer);
    }

    private WebResponse oauth(String realm, String kind, WebRequest request) throws IOException {
        if (kind.equals("authorize")) {
            return WebResponse.text(
                    501,
                    "text/plain",
                    "The local environment does not model sign-in with a browser; use the device code flow.\n");
        }
        demandTenant(realm);
        if (!request.method().equals("POST")) {
            throw new SignInFault(
                    400,
                    "invalid_request",
                    900561,
                    "The endpoint only accepts POST requests. Received a " + request.method() + " request.");
        }
        Map<String, String> form = form(request);
        ObjectNode answer = kind.equals("token")
                ? endpoint.token(form, request.baseUrl(), realm)
                : deviceCode(form, request.baseUrl());
        return json(answer);
    }

    private ObjectNode deviceCode(Map<String, String> form, String baseUrl) {
        String client = form.getOrDefault("client_id", "");
        String scope = form.getOrDefault("scope", "");
        if (client.isEmpty() || scope.isEmpty()) {
            throw new SignInFault(
                    400, "invalid_request", 900144, "The request body must contain 'client_id' and 'scope'.");
        }
        DeviceCodes.Codes codes = devices.start(client, scope);
        String page = baseUrl + DEVICE_PAGE;
        return JsonNodeFactory.instance
                .objectNode()
                .put("user_code", codes.userCode())
                .put("device_code", codes.deviceCode())
                .put("verification_uri", page)
                .put("expires_in", DeviceCodes.LIFE.toSeconds())
                .put("interval", knobs.get().devicePollSeconds())
                .put(
                        "message",
                        "To sign in, use a web browser to open the page " + page + " and enter the code "
                                + codes.userCode() + " to authenticate.");
    }

    private String demandTenant(String realm) {
        if (!realm.equalsIgnoreCase(tenant.toString()) && !realm.equals("common") && !realm.equals("organizations")) {
            throw new SignInFault(
                    400,
                    "invalid_request",
                    90002,
                    "Tenant '" + realm
                            + "' not found. Check to make sure you have the correct tenant ID and are signing"
                            + " into the correct cloud.");
        }
        return realm;
    }

    private WebResponse configuration(String realm, String baseUrl) throws IOException {
        String authority = baseUrl + "/" + realm;
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", baseUrl + "/" + tenant + "/v2.0")
                .put("token_endpoint", authority + "/oauth2/v2.0/token")
                .put("device_authorization_endpoint", authority + "/oauth2/v2.0/devicecode")
                .put("authorization_endpoint", authority + "/oauth2/v2.0/authorize")
                .put("jwks_uri", authority + "/discovery/v2.0/keys");
        answer.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt");
        answer.putArray("response_types_supported").add("code");
        answer.putArray("subject_types_supported").add("pairwise");
        answer.putArray("id_token_signing_alg_values_supported").add("RS256");
        answer.putArray("scopes_supported").add("openid").add("profile").add("offline_access");
        return json(answer);
    }

    private WebResponse instances(String baseUrl) throws IOException {
        String host = baseUrl.replaceFirst("^https?://", "");
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_discovery_endpoint", baseUrl + "/" + tenant + "/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        ArrayNode metadata = answer.putArray("metadata");
        ObjectNode own = metadata.addObject().put("preferred_network", host).put("preferred_cache", host);
        own.putArray("aliases").add(host);
        return json(answer);
    }

    private WebResponse realm(String userName) throws IOException {
        boolean known = directory.person(userName).isPresent();
        return json(JsonNodeFactory.instance
                .objectNode()
                .put("ver", "1.0")
                .put("account_type", known ? "Managed" : "Unknown")
                .put("domain_name", userName.replaceFirst(".*@", ""))
                .put("cloud_instance_name", "localhost")
                .put("cloud_audience_urn", "urn:federation:MicrosoftOnline"));
    }

    private WebResponse devicePage(WebRequest request) throws IOException {
        String told = "";
        if (request.method().equals("POST")) {
            Map<String, String> form = form(request);
            String user = form.getOrDefault("username", "");
            boolean known = directory
                    .person(user)
                    .filter(person -> MessageDigest.isEqual(
                            person.secret().getBytes(UTF_8),
                            form.getOrDefault("password", "").getBytes(UTF_8)))
                    .isPresent();
            if (!known) {
                told = "<p>The user name or password is not right.</p>";
            } else if (devices.decide(form.getOrDefault("code", ""), user, true)) {
                return page("<p>You have signed in. You can close this page.</p>");
            } else {
                told = "<p>No sign-in waits for this code.</p>";
            }
        }
        return page(told + "<form method=\"post\">"
                + "<p><label>Code <input name=\"code\" autocomplete=\"off\" autofocus></label></p>"
                + "<p><label>User <input name=\"username\" value=\"" + Directory.DEFAULT_USER_NAME + "\"></label></p>"
                + "<p><label>Password <input name=\"password\" type=\"password\"></label></p>"
                + "<p><button>Sign in</button></p></form>");
    }

    private static WebResponse page(String body) {
        return WebResponse.text(
                200,
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html lang=\"en\"><title>Local environment</title><h1>Sign in to the local environment</h1>"
                        + body + "</html>");
    }

    private static Map<String, String> form(WebRequest request) throws IOException {
        byte[] body = request.body().readNBytes(MAX_FORM_BYTES);
        Map<String, String> form = new LinkedHashMap<>();
        UrlText.decodeQuery(new String(body, UTF_8)).forEach(entry -> form.put(entry.getKey(), entry.getValue()));
        return form;
    }

    private WebResponse refusal(SignInFault fault) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("error", fault.error())
                .put("error_description", fault.getMessage());
        answer.putArray("error_codes").add(fault.number());
        answer.put("timestamp", clock.instant().toString())
                .put("trace_id", UUID.randomUUID().toString())
                .put("correlation_id", UUID.randomUUID().toString());
        return WebResponse.bytes(fault.status(), "application/json; charset=utf-8", mapper.writeValueAsBytes(answer));
    }

    private WebResponse json(ObjectNode answer) throws IOException {
        return WebResponse.bytes(200, "application/json; charset=utf-8", mapper.writeValueAsBytes(answer))
                .with("Cache-Control", "no-store");
    }
}
