package io.github.dataversealm.solution.auth;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What someone signs in with. Secrets do not show in {@code toString}. */
public sealed interface Credentials {

    /** The public client that Microsoft's samples use; people sign in through it where no other is registered. */
    String SAMPLE_CLIENT_ID = "51f81489-12ee-4a9e-aaae-a2591f45987d";

    /** The kind in words, for messages. */
    String kind();

    /** The application id; empty where there is none. */
    Optional<String> applicationId();

    /** An application with a client secret. */
    record ClientSecret(String clientId, Secret secret) implements Credentials {
        @Override
        public String kind() {
            return "client secret";
        }

        @Override
        public Optional<String> applicationId() {
            return Optional.of(clientId);
        }
    }

    /**
     * An application with a certificate.
     *
     * @param file PEM (private key and certificates) or PKCS#12 (.pfx, .p12)
     * @param password of the file; empty: it has none
     */
    record Certificate(String clientId, Path file, Optional<Secret> password) implements Credentials {
        @Override
        public String kind() {
            return "certificate";
        }

        @Override
        public Optional<String> applicationId() {
            return Optional.of(clientId);
        }
    }

    /**
     * An application that shows the token of another service, which it trusts (workload identity federation).
     *
     * @param audience what a CI service is asked to make the token out to; empty: what the cloud expects
     */
    record FederatedToken(String clientId, TokenSource source, Optional<String> audience) implements Credentials {
        @Override
        public String kind() {
            return "federated token of " + source.name();
        }

        @Override
        public Optional<String> applicationId() {
            return Optional.of(clientId);
        }
    }

    /**
     * The identity of the Azure machine or service that Maven runs on.
     *
     * @param clientId of a user-assigned identity; empty: the system-assigned one
     */
    record ManagedIdentity(Optional<String> clientId) implements Credentials {
        @Override
        public String kind() {
            return clientId.isPresent() ? "user-assigned managed identity" : "system-assigned managed identity";
        }

        @Override
        public Optional<String> applicationId() {
            return clientId;
        }
    }

    /**
     * A person who signs in with a browser anywhere and types a code there.
     *
     * @param username which of several saved sign-ins is used; empty: the only one
     */
    record DeviceCode(String clientId, Optional<String> username) implements Credentials {
        @Override
        public String kind() {
            return "device code";
        }

        @Override
        public Optional<String> applicationId() {
            return Optional.of(clientId);
        }
    }

    /** A user without a second factor. */
    record UsernamePassword(String clientId, String username, Secret password) implements Credentials {
        @Override
        public String kind() {
            return "user name and password";
        }

        @Override
        public Optional<String> applicationId() {
            return Optional.of(clientId);
        }
    }

    /** A token that is given as it is; for environments on this machine only. */
    record FixedToken(Secret token) implements Credentials {
        @Override
        public String kind() {
            return "fixed token";
        }

        @Override
        public Optional<String> applicationId() {
            return Optional.empty();
        }
    }

    /** Where a federated token comes from. It is fetched anew for each sign-in, because it lives only minutes. */
    sealed interface TokenSource {

        String name();

        /** A file that the platform keeps fresh, such as Kubernetes. */
        record TokenFile(Path file) implements TokenSource {
            @Override
            public String name() {
                return "the file " + file;
            }
        }

        /** A token at hand, such as an id token that GitLab puts into a variable. */
        record Given(Secret token) implements TokenSource {
            @Override
            public String name() {
                return "the settings";
            }
        }

        /** GitHub Actions, with {@code permissions: id-token: write}. */
        record GitHubActions(URI requestUrl, Secret requestToken) implements TokenSource {
            @Override
            public String name() {
                return "GitHub Actions";
            }
        }

        /** Azure DevOps, with a service connection of workload identity federation. */
        record AzureDevOps(URI requestUri, Secret accessToken, String serviceConnectionId) implements TokenSource {
            @Override
            public String name() {
                return "Azure DevOps";
            }
        }
    }
}
