package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.Account;
import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.auth.TokenClaims;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.Organization;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.WhoAmI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Who is signed in to an environment, and what there is to know about it, in lines for a person. */
final class SignInReport {

    private final Connection connection;

    SignInReport(Connection connection) {
        this.connection = connection;
    }

    /** Asks the environment. */
    List<String> lines() {
        Dataverse dataverse = connection.dataverse();
        WhoAmI whoAmI = dataverse.whoAmI();
        List<String> lines = new ArrayList<>();
        lines.add("Environment '" + connection.environment().id() + "': "
                + connection.environment().url());
        Optional<Organization> organization = dataverse.organization();
        add(lines, "organization", organization.map(SignInReport::name).orElse(""));
        add(lines, "organization id", whoAmI.organizationId().toString());
        add(
                lines,
                "environment id",
                organization.map(Organization::environmentId).orElse(""));
        add(lines, "version", dataverse.version());
        add(lines, "region", organization.map(Organization::geo).orElse(""));
        Optional<TokenClaims> claims = connection
                .identity()
                .map(identity -> TokenClaims.read(identity.tokens().token()));
        connection
                .identity()
                .map(Connection.Identity::account)
                .ifPresent(account -> add(lines, "signed in with", how(account)));
        add(lines, "user", claims.flatMap(TokenClaims::user).orElse(""));
        add(lines, "application id", claims.flatMap(TokenClaims::applicationId).orElse(""));
        add(lines, "user id", whoAmI.userId().toString());
        add(
                lines,
                "tenant",
                claims.flatMap(TokenClaims::tenant)
                        .or(() -> organization.map(Organization::tenantId))
                        .orElse(""));
        add(lines, "security roles", roles(whoAmI.userId()));
        return lines;
    }

    private static String name(Organization organization) {
        return organization.uniqueName().isEmpty() || organization.uniqueName().equals(organization.friendlyName())
                ? organization.friendlyName()
                : organization.friendlyName() + " (" + organization.uniqueName() + ")";
    }

    private static String how(Account account) {
        return account.credentials().kind() + ", from " + account.origin();
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isBlank()) {
            lines.add(String.format(Locale.ROOT, "  %-16s %s", name + ":", value.replaceAll("\\p{Cntrl}", " ")));
        }
    }

    private String roles(UUID userId) {
        try {
            List<String> roles = connection.dataverse().roles(userId);
            return roles.isEmpty() ? "none of its own; perhaps through a team" : String.join(", ", roles);
        } catch (ServiceException e) {
            // A service that does not know them has nothing to show; a user who may not read them is told so.
            return e.status() == 404 ? "" : "cannot be read: " + e.serviceMessage();
        }
    }

    /** What is wrong, with a word about the tenant where it may be the reason; empty when there is nothing to add. */
    Optional<String> tenantHint(RuntimeException failure) {
        boolean aboutTheTenant = failure instanceof SignInException
                || failure instanceof ServiceException refusal && refusal.status() == 401;
        if (!aboutTheTenant || connection.identity().isEmpty()) {
            return Optional.empty();
        }
        Connection.Identity identity = connection.identity().get();
        Optional<String> named = identity.account().tenant();
        return identity.tenant()
                .get()
                .filter(actual -> named.isPresent() && isId(named.get()) && !actual.equalsIgnoreCase(named.get()))
                .map(actual -> "The environment says that it belongs to the tenant " + actual + ", and tenantId is "
                        + named.get() + ": set tenantId in "
                        + identity.account().origin() + " to the first.");
    }

    private static boolean isId(String tenant) {
        return tenant.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }
}
