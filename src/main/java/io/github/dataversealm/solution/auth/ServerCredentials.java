package io.github.dataversealm.solution.auth;

import io.github.dataversealm.solution.auth.Credentials.TokenSource;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code <server>} of settings.xml as credentials of Dataverse. */
final class ServerCredentials {

    /** The names of a value; the first is the one of the documentation, the others are those of Azure's tools. */
    private enum Value {
        TENANT("tenantId", "tenant"),
        CLIENT("clientId", "client", "applicationId"),
        SECRET("clientSecret", "key"),
        CERTIFICATE("certificateFile", "certificate"),
        CERTIFICATE_PASSWORD("certificatePassword"),
        AUTH_TYPE("authType", "authenticationType"),
        CLOUD("cloud"),
        AUTHORITY("authority"),
        TOKEN_FILE("federatedTokenFile"),
        TOKEN("federatedToken"),
        AUDIENCE("audience"),
        SERVICE_CONNECTION("serviceConnectionId");

        private final List<String> names;

        Value(String... names) {
            this.names = List.of(names);
        }
    }

    private final ServerEntry entry;
    private final CredentialFinder finder;
    private final String origin;
    private final Map<Value, Secret> values = new HashMap<>();

    ServerCredentials(ServerEntry entry, CredentialFinder finder) {
        this.entry = entry;
        this.finder = finder;
        this.origin = "the <server> '" + entry.id() + "' of settings.xml";
        entry.configuration().forEach((name, text) -> {
            Optional<Value> value = Arrays.stream(Value.values())
                    .filter(candidate -> candidate.names.stream().anyMatch(name::equalsIgnoreCase))
                    .findFirst();
            value.ifPresentOrElse(
                    known -> values.put(known, resolved(name, text)),
                    () -> finder.warn("<" + name + "> in " + origin + " means nothing here and is ignored."));
        });
    }

    Account account() {
        return new Account(credentials(), text(Value.TENANT), text(Value.CLOUD).map(this::cloud), authority(), origin);
    }

    private Cloud cloud(String name) {
        return Cloud.named(name);
    }

    private Optional<URI> authority() {
        return text(Value.AUTHORITY).map(text -> CredentialFinder.address("<authority> in " + origin, text));
    }

    private Credentials credentials() {
        return switch (type()) {
            case CLIENT_SECRET ->
                new Credentials.ClientSecret(
                        clientId(),
                        secret(Value.SECRET)
                                .or(this::password)
                                .orElseThrow(
                                        () -> missing("no client secret", "<password>(the client secret)</password>")));
            case CERTIFICATE ->
                new Credentials.Certificate(
                        clientId(),
                        finder.path(certificateFile()
                                .orElseThrow(() -> missing(
                                        "no certificate", "<certificateFile>(a PEM or PFX file)</certificateFile>"))),
                        secret(Value.CERTIFICATE_PASSWORD)
                                .or(() -> entry.passphrase().map(text -> resolved("passphrase", text)))
                                .or(this::password));
            case FEDERATED -> new Credentials.FederatedToken(clientId(), tokenSource(), text(Value.AUDIENCE));
            case MANAGED_IDENTITY ->
                new Credentials.ManagedIdentity(text(Value.CLIENT).or(this::username));
            case DEVICE_CODE ->
                new Credentials.DeviceCode(
                        text(Value.CLIENT)
                                .or(() -> username().filter(name -> !isUser(name)))
                                .orElse(Credentials.SAMPLE_CLIENT_ID),
                        username().filter(ServerCredentials::isUser));
            case PASSWORD ->
                new Credentials.UsernamePassword(
                        text(Value.CLIENT).orElse(Credentials.SAMPLE_CLIENT_ID),
                        username().orElseThrow(() -> missing("no user name", "<username>(the user)</username>")),
                        password().orElseThrow(() -> missing("no password", "<password>(the password)</password>")));
            case TOKEN ->
                new Credentials.FixedToken(
                        password().orElseThrow(() -> missing("no token", "<password>(the token)</password>")));
        };
    }

    /** What is named, or what the values that are there can only mean. */
    private AuthType type() {
        Optional<String> named = text(Value.AUTH_TYPE);
        if (named.isPresent()) {
            return AuthType.named(named.get())
                    .orElseThrow(() -> new SignInException(
                            "The authType '" + named.get() + "' in " + origin + " is not known.",
                            "Use one of: " + AuthType.all() + ".",
                            null));
        }
        if (certificateFile().isPresent()) {
            return AuthType.CERTIFICATE;
        }
        if (secret(Value.SECRET).isPresent()) {
            return AuthType.CLIENT_SECRET;
        }
        if (password().isPresent()) {
            return username().filter(ServerCredentials::isUser).isPresent()
                    ? AuthType.PASSWORD
                    : AuthType.CLIENT_SECRET;
        }
        if (text(Value.TOKEN_FILE).isPresent()
                || secret(Value.TOKEN).isPresent()
                || finder.tokenSource(text(Value.SERVICE_CONNECTION)).isPresent()) {
            return AuthType.FEDERATED;
        }
        throw missing(
                "nothing to prove who signs in",
                "<password>(the client secret)</password>, a <certificateFile>, or another <authType> ("
                        + AuthType.all() + ")");
    }

    private TokenSource tokenSource() {
        Optional<TokenSource> file = text(Value.TOKEN_FILE).map(name -> new TokenSource.TokenFile(finder.path(name)));
        return file.or(() -> secret(Value.TOKEN).map(TokenSource.Given::new))
                .or(() -> finder.tokenSource(text(Value.SERVICE_CONNECTION)))
                .orElseThrow(() -> new SignInException(
                        "Nothing here supplies the federated token that " + origin + " asks for.",
                        "On GitHub Actions give the job permissions: id-token: write. On Azure DevOps map SYSTEM_ACCESSTOKEN:"
                                + " $(System.AccessToken) into the step and set <serviceConnectionId>. Elsewhere set <federatedTokenFile>"
                                + " or AZURE_FEDERATED_TOKEN_FILE.",
                        null));
    }

    private String clientId() {
        return text(Value.CLIENT)
                .or(this::username)
                .orElseThrow(() -> missing("no application id", "<username>(the application id)</username>"));
    }

    private Optional<String> certificateFile() {
        return text(Value.CERTIFICATE)
                .or(() -> entry.privateKey()
                        .map(file -> resolved("privateKey", new Secret(file)).reveal()));
    }

    private Optional<String> username() {
        return entry.username()
                .filter(name -> !name.isBlank())
                .map(name -> resolved("username", new Secret(name)).reveal());
    }

    private Optional<Secret> password() {
        return entry.password().filter(word -> !word.reveal().isBlank()).map(word -> resolved("password", word));
    }

    private Optional<String> text(Value value) {
        return secret(value).map(Secret::reveal);
    }

    private Optional<Secret> secret(Value value) {
        return Optional.ofNullable(values.get(value))
                .filter(text -> !text.reveal().isBlank());
    }

    /** Application ids are GUIDs; the names of users have an at sign. */
    private static boolean isUser(String name) {
        return name.indexOf('@') > 0;
    }

    /** Maven leaves a placeholder as it is when the variable is not set, and a password that it cannot decrypt. */
    private Secret resolved(String element, Secret value) {
        String text = value.reveal().strip();
        if (text.startsWith("${") && text.endsWith("}")) {
            String variable = text.substring(2, text.length() - 1);
            throw new SignInException(
                    "The <" + element + "> in " + origin + " is " + text + ", and that has no value.",
                    variable.startsWith("env.")
                            ? "Set the environment variable "
                                    + variable.substring(4).toUpperCase(Locale.ROOT) + "."
                            : "Set the property " + variable + ".",
                    null);
        }
        if (text.matches("\\{[A-Za-z0-9+/=]{20,}}")) {
            throw new SignInException(
                    "The <" + element + "> in " + origin + " is encrypted, and Maven could not decrypt it.",
                    "Check that settings-security.xml holds the master password that it was encrypted with (mvn"
                            + " --encrypt-master-password), or encrypt it again: mvn --encrypt-password",
                    null);
        }
        return new Secret(text);
    }

    private SignInException missing(String what, String add) {
        return new SignInException("There is " + what + " in " + origin + ".", "Add to it: " + add, null);
    }
}
