package io.github.dataversealm.solution.dataverse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * One call of the Web API.
 *
 * @param what the call in the words of an error: {@code The import of Contoso}
 * @param body what is sent; empty for none
 * @param slow whether the service works before it answers, so that a longer silence is normal
 * @param doneWhenRepeated codes that, when the call is sent again, mean that the one before has worked
 */
record ApiCall(
        CallKind kind,
        String what,
        String method,
        HttpUrl url,
        Optional<JsonBody> body,
        Map<String, String> headers,
        boolean slow,
        Set<ErrorCode> doneWhenRepeated) {

    static ApiCall get(String what, HttpUrl url) {
        return new ApiCall(CallKind.READ, what, "GET", url, Optional.empty(), Map.of(), false, Set.of());
    }

    static ApiCall post(CallKind kind, String what, HttpUrl url, JsonBody body) {
        return new ApiCall(kind, what, "POST", url, Optional.of(body), Map.of(), false, Set.of());
    }

    /** Changes a row that exists; {@code If-Match} keeps it from being made anew when it is gone. */
    static ApiCall patch(String what, HttpUrl url, JsonBody body) {
        return new ApiCall(
                CallKind.IDEMPOTENT_WRITE,
                what,
                "PATCH",
                url,
                Optional.of(body),
                Map.of("If-Match", "*"),
                false,
                Set.of());
    }

    static ApiCall delete(String what, HttpUrl url) {
        return new ApiCall(
                CallKind.IDEMPOTENT_WRITE,
                what,
                "DELETE",
                url,
                Optional.empty(),
                Map.of(),
                false,
                Set.of(ErrorCode.NO_SUCH_RECORD));
    }

    ApiCall slowly() {
        return new ApiCall(kind, what, method, url, body, headers, true, doneWhenRepeated);
    }

    ApiCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiCall(kind, what, method, url, body, Map.copyOf(more), slow, doneWhenRepeated);
    }
}
