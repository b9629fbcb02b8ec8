package io.github.dataversealm.solution.emulator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The applications and people of the tenant, kept in a file that only its owner may read. */
public final class Directory {

    /** The application that is there from the start. Its secret is no secret: the server can only be reached from its own machine. */
    public static final UUID DEFAULT_CLIENT_ID = UUID.fromString("5a1e0000-0000-4000-8000-000000000001");

    public static final String DEFAULT_CLIENT_SECRET = "local-environment-secret";

    /** The person who is there from the start. */
    public static final String DEFAULT_USER_NAME = "maker@local.test";

    public static final String DEFAULT_PASSWORD = "local-environment-password";

    private static final UUID DEFAULT_PERSON_ID = UUID.fromString("5a1e0000-0000-4000-8000-000000000002");

    private final ObjectMapper mapper = JsonMapper.builder().build();
    private final Path file;
    private final Map<UUID, Registration> registrations = new LinkedHashMap<>();

    Directory(Path file) throws IOException {
        this.file = file;
        List<Registration> known = Files.exists(file)
                ? Arrays.asList(mapper.readValue(Files.readString(file, UTF_8), Registration[].class))
                : List.of(
                        Registration.application(DEFAULT_CLIENT_ID, "Local deployment", DEFAULT_CLIENT_SECRET),
                        Registration.person(DEFAULT_PERSON_ID, DEFAULT_USER_NAME, DEFAULT_PASSWORD));
        known.forEach(registration -> registrations.put(registration.id(), registration));
    }

    /** Adds or replaces an application or person. */
    public synchronized void put(Registration registration) throws IOException {
        registrations.put(registration.id(), registration);
        PrivateFiles.write(file, mapper.writeValueAsString(List.copyOf(registrations.values())));
    }

    synchronized Optional<Registration> find(UUID id) {
        return Optional.ofNullable(registrations.get(id));
    }

    synchronized Optional<Registration> person(String userName) {
        return registrations.values().stream()
                .filter(registration ->
                        registration.person() && registration.name().equalsIgnoreCase(userName))
                .findFirst();
    }

    public synchronized List<Registration> all() {
        return List.copyOf(registrations.values());
    }
}
