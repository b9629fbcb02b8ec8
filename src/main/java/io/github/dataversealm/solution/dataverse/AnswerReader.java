package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import okhttp3.ResponseBody;

/** Reads the bodies of answers within limits: JSON objects as {@link Row}s, binaries straight to a stream. */
final class AnswerReader {

    private final AnswerLimits limits;
    private final ObjectMapper mapper;

    AnswerReader(AnswerLimits limits) {
        this.limits = limits;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxLogBytes())
                .maxTokenCount(limits.maxTokens())
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    AnswerLimits limits() {
        return limits;
    }

    /** @throws EOFException when the JSON ends in the middle */
    Row row(ResponseBody body, int maxBytes) throws IOException {
        return parsed(body, maxBytes, in -> {
            JsonNode node = mapper.readTree(in);
            return new Row(node);
        });
    }

    /** Decodes the base64 text of one member to a stream; the other members are passed over. @return its size in bytes */
    long binary(ResponseBody body, String member, OutputStream out) throws IOException {
        CountedOutput counted = new CountedOutput(out, limits.maxExportBytes());
        return parsed(body, Long.MAX_VALUE, in -> {
            try (JsonParser parser = mapper.createParser(in)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw WrongAnswerException.odd("answered with JSON that is no object");
                }
                long size = -1;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean wanted = parser.currentName().equalsIgnoreCase(member);
                    JsonToken value = parser.nextToken();
                    if (wanted && value == JsonToken.VALUE_STRING) {
                        decode(parser, counted);
                        size = counted.size();
                    } else {
                        parser.skipChildren();
                    }
                }
                if (size <= 0) {
                    throw WrongAnswerException.odd("answered without the file (" + member + ")");
                }
                return size;
            }
        });
    }

    private static void decode(JsonParser parser, OutputStream out) throws IOException {
        try {
            parser.readBinaryValue(out);
        } catch (IllegalArgumentException e) {
            throw WrongAnswerException.odd("answered with a file that is not base64");
        }
    }

    private interface Parse<T> {
        T parse(InputStream in) throws IOException;
    }

    private <T> T parsed(ResponseBody body, long maxBytes, Parse<T> parse) throws IOException {
        try (PushbackInputStream in = new PushbackInputStream(new LimitedInput(body.byteStream(), maxBytes))) {
            int first = firstCharacter(in);
            if (first < 0) {
                throw new WrongAnswerException(
                        "answered with nothing where Dataverse answers with JSON",
                        "Check the url of the environment; something between it and this machine, such as a proxy, may answer"
                                + " in its place.");
            }
            if (first == '<') {
                throw page(in);
            }
            in.unread(first);
            return parse.parse(in);
        } catch (JsonEOFException e) {
            throw incomplete(e);
        } catch (StreamConstraintsException e) {
            throw WrongAnswerException.odd(
                    "answered with JSON that is deeper, longer or finer than any answer of Dataverse");
        } catch (JsonProcessingException e) {
            throw WrongAnswerException.odd("answered with text that is no JSON");
        }
    }

    private static EOFException incomplete(JsonEOFException cause) {
        EOFException end = new EOFException("the answer ends in the middle");
        end.initCause(cause);
        return end;
    }

    private static WrongAnswerException page(InputStream in) throws IOException {
        String title = HtmlTitle.of(in.readNBytes(8 << 10));
        String quoted = title.isEmpty() ? "" : " ('" + title + "')";
        boolean login = title.toLowerCase(Locale.ROOT).matches(".*(sign|log) ?(in|on).*|.*proxy.*|.*firewall.*");
        return new WrongAnswerException(
                "answered with a web page" + quoted + ", which Dataverse does not",
                login
                        ? "That looks like the login page of a proxy or portal: sign in there, or set up the <proxy> in"
                                + " settings.xml."
                        : "Check that the url is that of a Dataverse environment, such as https://contoso.crm4.dynamics.com"
                                + " (not the maker portal), and that no proxy answers in its place.");
    }

    private static int firstCharacter(InputStream in) throws IOException {
        int c = in.read();
        // a byte order mark and blanks may stand before JSON
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0xEF || c == 0xBB || c == 0xBF) {
            c = in.read();
        }
        return c;
    }

    private static final class LimitedInput extends InputStream {

        private final InputStream in;
        private final long max;
        private long read;

        LimitedInput(InputStream in, long max) {
            this.in = in;
            this.max = max;
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            if (c >= 0) {
                count(1);
            }
            return c;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        private void count(int n) {
            read += n;
            if (read > max) {
                throw WrongAnswerException.odd("answered with more than " + (max >> 20) + " MB");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class CountedOutput extends OutputStream {

        private final OutputStream out;
        private final long max;
        private long size;

        CountedOutput(OutputStream out, long max) {
            this.out = out;
            this.max = max;
        }

        long size() {
            return size;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            size += length;
            if (size > max) {
                throw WrongAnswerException.odd("answered with a file of more than " + (max >> 20) + " MB");
            }
            out.write(bytes, from, length);
        }
    }
}
