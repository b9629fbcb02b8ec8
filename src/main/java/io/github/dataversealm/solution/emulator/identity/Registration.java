package io.github.dataversealm.solution.emulator.identity;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An application or a person that the directory knows.
 *
 * @param id the application's client id, or the person's object id
 * @param name the application's display name, or the person's user name such as {@code maker@local.test}
 * @param person whether it is a person
 * @param secret the client secret or password; empty means none
 * @param secretExpired whether the secret is too old
 * @param certificates certificates in PEM that assertions may be signed with
 * @param federations whose tokens may stand for the application
 * @param needsSecondFactor whether a password alone is not enough
 * @param member whether there is a user of the organization for it
 * @param disabled whether that user is disabled
 * @param roles the user's security roles
 * @param deniedPrivileges what the roles lack, such as {@code prvImportCustomization}
 */
public record Registration(
        UUID id,
        String name,
        boolean person,
        String secret,
        boolean secretExpired,
        List<String> certificates,
        List<Federation> federations,
        boolean needsSecondFactor,
        boolean member,
        boolean disabled,
        Set<String> roles,
        Set<String> deniedPrivileges) {

    private static final Set<String> ADMINISTRATOR = Set.of("System Administrator");

    /**
     * An issuer whose tokens are trusted for the application.
     *
     * @param keys the issuer's public keys as a JWK set
     */
    public record Federation(String issuer, String subject, String audience, String keys) {}

    public Registration {
        certificates = certificates == null ? List.of() : List.copyOf(certificates);
        federations = federations == null ? List.of() : List.copyOf(federations);
        roles = roles == null ? Set.of() : Set.copyOf(roles);
        deniedPrivileges = deniedPrivileges == null ? Set.of() : Set.copyOf(deniedPrivileges);
        secret = secret == null ? "" : secret;
    }

    /** An application that is a user with all rights. */
    public static Registration application(UUID id, String name, String secret) {
        return new Registration(
                id, name, false, secret, false, List.of(), List.of(), false, true, false, ADMINISTRATOR, Set.of());
    }

    /** A person who is a user with all rights. */
    public static Registration person(UUID id, String userName, String password) {
        return new Registration(
                id, userName, true, password, false, List.of(), List.of(), false, true, false, ADMINISTRATOR, Set.of());
    }

    public Registration withCertificate(String pem) {
        return new Registration(
                id,
                name,
                person,
                secret,
                secretExpired,
                List.of(pem),
                federations,
                needsSecondFactor,
                member,
                disabled,
                roles,
                deniedPrivileges);
    }

    public Registration withFederation(Federation federation) {
        return new Registration(
                id,
                name,
                person,
                secret,
                secretExpired,
                certificates,
                List.of(federation),
                needsSecondFactor,
                member,
                disabled,
                roles,
                deniedPrivileges);
    }

    public Registration withExpiredSecret() {
        return new Registration(
                id,
                name,
                person,
                secret,
                true,
                certificates,
                federations,
                needsSecondFactor,
                member,
                disabled,
                roles,
                deniedPrivileges);
    }

    public Registration withSecondFactor() {
        return new Registration(
                id,
                name,
                person,
                secret,
                secretExpired,
                certificates,
                federations,
                true,
                member,
                disabled,
                roles,
                deniedPrivileges);
    }

    public Registration asStranger() {
        return new Registration(
                id,
                name,
                person,
                secret,
                secretExpired,
                certificates,
                federations,
                needsSecondFactor,
                false,
                disabled,
                roles,
                deniedPrivileges);
    }

    public Registration asDisabled() {
        return new Registration(
                id,
                name,
                person,
                secret,
                secretExpired,
                certificates,
                federations,
                needsSecondFactor,
                member,
                true,
                roles,
                deniedPrivileges);
    }

    public Registration withRoles(Set<String> names) {
        return new Registration(
                id,
                name,
                person,
                secret,
                secretExpired,
                certificates,
                federations,
                needsSecondFactor,
                member,
                disabled,
                names,
                deniedPrivileges);
    }

    public Registration withoutPrivileges(Set<String> privileges) {
        return new Registration(
                id,
                name,
                person,
                secret,
                secretExpired,
                certificates,
                federations,
                needsSecondFactor,
                member,
                disabled,
                roles,
                privileges);
    }

    /** Without the secret, so that it cannot get into a log. */
    @Override
    public String toString() {
        return (person ? "person " : "application ") + name + " (" + id + ")";
    }
}
