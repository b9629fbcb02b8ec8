package io.github.dataversealm.solution.emulator.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param contentType null when there is no body
 */
public record WebResponse(int status, Map<String, String> headers, String contentType, Content content) {

    public static final String JSON = "application/json; odata.metadata=minimal";

    /** Writes the body. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;

        /** -1 when it is not known before it is written. */
        default long length() {
            return -1;
        }
    }

    public WebResponse {
        headers = Map.copyOf(headers);
    }

    public static WebResponse empty(int status) {
        return new WebResponse(status, Map.of(), null, new Bytes(new byte[0]));
    }

    public static WebResponse text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(UTF_8));
    }

    public static WebResponse bytes(int status, String contentType, byte[] bytes) {
        return new WebResponse(status, Map.of(), contentType, new Bytes(bytes));
    }

    public WebResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new WebResponse(status, more, contentType, content);
    }

    private record Bytes(byte[] bytes) implements Content {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }
}
