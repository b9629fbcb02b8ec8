package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes texts of solution.xml and leaves all other bytes as they are. */
final class ManifestEdits {

    private ManifestEdits() {}

    /** @param texts the new texts of elements by their path below the root, such as {@code SolutionManifest/Version} */
    static byte[] apply(byte[] manifest, Map<String, String> texts) throws IOException {
        XmlScanner scanner = new XmlScanner(XmlSource.of(manifest, "solution.xml"));
        ByteArrayOutputStream out = new ByteArrayOutputStream(manifest.length + 64);
        List<String> path = new ArrayList<>();
        int written = 0;
        for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
            if (token == XmlToken.START && !scanner.isEmptyElement()) {
                path.add(scanner.name());
            } else if (token == XmlToken.END) {
                path.remove(path.size() - 1);
            } else if (token == XmlToken.TEXT && path.size() > 1) {
                String text = texts.get(String.join("/", path.subList(1, path.size())));
                if (text != null) {
                    out.write(manifest, written, (int) scanner.offset() - written);
                    out.writeBytes(XmlText.escaped(text).getBytes(StandardCharsets.UTF_8));
                    written = (int) scanner.endOffset();
                }
            }
        }
        out.write(manifest, written, manifest.length - written);
        return out.toByteArray();
    }
}
