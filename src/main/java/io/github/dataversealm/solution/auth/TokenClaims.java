package io.github.dataversealm.solution.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a token says about its holder, to show it to a person. It is not verified, because that is the service's task.
 *
 * @param applicationId the application that signed in or that the user signed in through
 * @param tenant the tenant's id
 * @param user the user's name; empty for an application
 */
public record TokenClaims(Optional<String> applicationId, Optional<String> tenant, Optional<String> user) {

    private static final TokenClaims NONE = new TokenClaims(Optional.empty(), Optional.empty(), Optional.empty());

    /** Reads a token; one that is no JSON web token says nothing. */
    public static TokenClaims read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || parts[1].length() > 64 << 10) {
            return NONE;
        }
        try {
            JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
            return new TokenClaims(
                    text(claims, "appid").or(() -> text(claims, "azp")),
                    text(claims, "tid"),
                    text(claims, "upn")
                            .or(() -> text(claims, "preferred_username"))
                            .or(() -> text(claims, "unique_name")));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    private static Optional<String> text(JsonNode claims, String name) {
        return Optional.ofNullable(claims.path(name).textValue())
                .map(text -> text.replaceAll("\\p{Cntrl}", ""))
                .filter(text -> !text.isBlank());
    }
}
