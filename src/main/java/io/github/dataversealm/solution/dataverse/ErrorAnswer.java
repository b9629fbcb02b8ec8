package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Response;

/**
 * An answer with an error status (spec §1.3). The body may be Dataverse's JSON in an old or new form, with or without a
 * code, other JSON, a web page or nothing.
 *
 * @param code the code, when the body has one
 * @param message the service's words; empty when there are none
 * @param fromDataverse whether the body is an error body of Dataverse, not of something before it
 * @param retryAfter the pause that the service asks for
 * @param claimsChallenge whether a 401 asks for a new sign-in with more claims (continuous access evaluation)
 * @param requestId the service's id of the request, by which Microsoft's support finds it
 */
record ErrorAnswer(
        int status,
        Optional<ErrorCode> code,
        String message,
        boolean fromDataverse,
        Optional<Duration> retryAfter,
        boolean claimsChallenge,
        Optional<String> requestId) {

    private static final int MAX_DEPTH = 64;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9:,._-]{8,100}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d+)?");

    static ErrorAnswer read(Response response, int maxBytes, Instant now) throws IOException {
        byte[] body = response.body().byteStream().readNBytes(maxBytes);
        String challenge = String.join(" ", response.headers("WWW-Authenticate"));
        boolean claims =
                response.code() == 401 && (challenge.contains("insufficient_claims") || challenge.contains("claims="));
        Optional<Duration> retryAfter = retryAfter(response.header("Retry-After"), response.header("Date"), now);
        Content content = content(body);
        return new ErrorAnswer(
                response.code(),
                content.code,
                content.message,
                content.fromDataverse,
                retryAfter,
                claims,
                requestId(response));
    }

    private static Optional<String> requestId(Response response) {
        return Stream.of("x-ms-service-request-id", "REQ_ID")
                .map(response::header)
                .filter(id -> id != null && REQUEST_ID.matcher(id).matches())
                .findFirst();
    }

    private record Content(Optional<ErrorCode> code, String message, boolean fromDataverse) {}

    private static Content content(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return new Content(Optional.empty(), "", false);
        }
        if (text.startsWith("<")) {
            return new Content(Optional.empty(), HtmlTitle.of(body), false);
        }
        try {
            JsonNode root = MAPPER.readTree(text);
            JsonNode error = root.isObject() ? member(root, "error") : null;
            if (error != null && error.isObject()) {
                return new Content(ErrorCode.parse(words(error, "code")), message(error), true);
            }
            String description = words(root, "error_description");
            String message = description.isEmpty() ? words(root, "Message") : description;
            return new Content(ErrorCode.parse(words(root, "ErrorCode")), message, false);
        } catch (JsonProcessingException e) {
            return new Content(Optional.empty(), text.length() <= 300 ? text : text.substring(0, 300) + "...", false);
        }
    }

    private static String message(JsonNode error) {
        String message = words(error, "message");
        if (message.isEmpty()) {
            message = words(error, "@Microsoft.PowerApps.CDS.InnerError.Message");
        }
        JsonNode inner = member(error, "innererror");
        return message.isEmpty() && inner != null ? words(inner, "message") : message;
    }

    private static String words(JsonNode node, String name) {
        JsonNode value = member(node, name);
        return value == null || value.isContainerNode() ? "" : value.asText("").strip();
    }

    private static JsonNode member(JsonNode node, String name) {
        for (var member : node.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue().isNull() ? null : member.getValue();
            }
        }
        return null;
    }

    /** Seconds, or a date of HTTP, which is measured against the clock of the server when it tells the time. */
    static Optional<Duration> retryAfter(String value, String serverDate, Instant now) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
        }
        return date(text).map(time -> {
            Duration wait =
                    Duration.between(serverDate == null ? now : date(serverDate).orElse(now), time);
            return wait.isNegative() ? Duration.ZERO : wait;
        });
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
