package io.github.dataversealm.solution.emulator.odata;

import java.math.BigDecimal;

/**
 * A value in a URL.
 *
 * @param text strings without their quotes, GUIDs in lower case, {@code binary} still in base64, an enum's member name, an alias with its {@code @}
 */
public record Literal(Kind kind, String text) {

    /** What it looks like. */
    public enum Kind {
        NULL("null"),
        BOOLEAN("Edm.Boolean"),
        NUMBER("Edm.Int32"),
        STRING("Edm.String"),
        GUID("Edm.Guid"),
        DATE("Edm.DateTimeOffset"),
        BINARY("Edm.Binary"),
        ENUM("Edm.Enum"),
        ALIAS("alias");

        private final String edm;

        Kind(String edm) {
            this.edm = edm;
        }

        /** The name that the service's messages use. */
        public String edm() {
            return edm;
        }
    }

    public BigDecimal number() {
        return new BigDecimal(text);
    }
}
