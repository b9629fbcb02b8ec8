package io.github.dataversealm.solution.emulator.identity;

import io.github.dataversealm.solution.emulator.message.ServiceFault;
import java.util.Set;
import java.util.UUID;

/**
 * Who sends a request.
 *
 * @param userId the system user
 * @param clientId the application that the token was given to
 * @param roleCount how many roles the user has
 * @param deniedPrivileges what the user's roles lack
 */
public record Caller(UUID userId, UUID clientId, int roleCount, Set<String> deniedPrivileges) {

    private static final int PRIVILEGE_DENIED = 0x80040220;

    /** @throws ServiceFault when the user's roles lack the privilege */
    public void demand(String privilege, String entity) {
        if (deniedPrivileges.stream().anyMatch(denied -> denied.equalsIgnoreCase(privilege))) {
            throw new ServiceFault(
                    403,
                    PRIVILEGE_DENIED,
                    "Principal user (Id=" + userId + ", type=8, roleCount=" + roleCount
                            + ", privilegeCount=1) is missing " + privilege + " privilege on OTC=-1 for entity '"
                            + entity + "'. context.Caller=" + userId);
        }
    }
}
