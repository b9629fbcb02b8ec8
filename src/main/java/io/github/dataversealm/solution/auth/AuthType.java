package io.github.dataversealm.solution.auth;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ways to sign in, as {@code <authType>} names them. */
enum AuthType {
    CLIENT_SECRET("clientSecret"),
    CERTIFICATE("certificate"),
    FEDERATED("federated"),
    MANAGED_IDENTITY("managedIdentity"),
    DEVICE_CODE("deviceCode"),
    PASSWORD("password"),
    TOKEN("token");

    private final String id;

    AuthType(String id) {
        this.id = id;
    }

    /** Empty when there is no such way. */
    static Optional<AuthType> named(String text) {
        String key = text.strip().replace("-", "").replace("_", "");
        return Arrays.stream(values())
                .filter(type -> type.id.equalsIgnoreCase(key))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(type -> type.id).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id;
    }
}
