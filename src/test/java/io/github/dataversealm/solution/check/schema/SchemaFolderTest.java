package io.github.dataversealm.solution.check.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas of the user are used as they are, and lead nowhere else. */
class SchemaFolderTest {

    private static final String HEAD = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">";

    @TempDir
    private Path temp;

    private Path folder() throws IOException {
        return Files.createDirectories(temp.resolve("schemas"));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder().resolve(file), HEAD + content + "</xs:schema>");
    }

    private static List<SchemaValidation.Violation> validate(Schema schema, String document) throws IOException {
        return SchemaValidation.validate(
                schema, new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), 3);
    }

    @Test
    void the_file_that_declares_the_root_is_taken_and_not_one_that_it_includes() throws IOException {
        write("A.xsd", "<xs:element name=\"Root\" type=\"xs:int\"/>");
        write("B.xsd", "<xs:include schemaLocation=\"A.xsd\"/><xs:element name=\"Other\" type=\"xs:int\"/>");
        write("C.xsd", "<xs:include schemaLocation=\"B.xsd\"/><xs:element name=\"Last\" type=\"xs:int\"/>");
        SchemaFolder schemas = SchemaFolder.open(folder());
        assertThat(schemas.roots()).containsExactly("Last");
        assertThat(validate(schemas.schemaOf("Last").orElseThrow(), "<Root>x</Root>"))
                .hasSize(1);
    }

    @Test
    void an_element_inside_of_others_is_validated_by_its_type() throws IOException {
        write(
                "A.xsd",
                "<xs:element name=\"Root\"><xs:complexType><xs:sequence><xs:element name=\"Role\" type=\"RoleType\"/>"
                        + "</xs:sequence></xs:complexType></xs:element>"
                        + "<xs:complexType name=\"RoleType\"><xs:attribute name=\"id\" type=\"xs:int\"/></xs:complexType>");
        SchemaFolder schemas = SchemaFolder.open(folder());
        Schema schema = schemas.schemaOf("Role").orElseThrow();
        assertThat(validate(schema, "<Role id=\"1\"/>")).isEmpty();
        assertThat(validate(schema, "<Role id=\"x\"/>")).hasSize(1);
        assertThat(schemas.schemaOf("View")).isEmpty();
    }

    @Test
    void values_are_not_told() throws IOException {
        write(
                "A.xsd",
                "<xs:element name=\"Root\"><xs:complexType><xs:sequence>"
                        + "<xs:element name=\"a\" type=\"xs:int\" minOccurs=\"0\" maxOccurs=\"9\"/></xs:sequence>"
                        + "<xs:attribute name=\"b\"><xs:simpleType><xs:restriction base=\"xs:string\">"
                        + "<xs:enumeration value=\"one\"/></xs:restriction></xs:simpleType></xs:attribute>"
                        + "<xs:attribute name=\"c\"><xs:simpleType><xs:restriction base=\"xs:string\">"
                        + "<xs:pattern value=\"[0-9]\"/><xs:maxLength value=\"3\"/></xs:restriction></xs:simpleType></xs:attribute>"
                        + "</xs:complexType></xs:element>");
        Schema schema = SchemaFolder.open(folder()).schemaOf("Root").orElseThrow();
        String secret = "s3cr3t' of 'it\n is";
        List<SchemaValidation.Violation> violations =
                validate(schema, "<Root b=\"" + secret + "\" c=\"" + secret + "\"><a>" + secret + "</a></Root>");
        assertThat(violations).hasSizeGreaterThanOrEqualTo(3);
        assertThat(violations)
                .extracting(SchemaValidation.Violation::message)
                .noneMatch(text -> text.contains("s3cr3t"));
        assertThat(violations.get(0).message()).contains("'b'", "[one]");
    }

    @Test
    void messages_do_not_change_with_the_language_of_the_machine() throws IOException {
        write("A.xsd", "<xs:element name=\"Root\" type=\"xs:int\"/>");
        Schema schema = SchemaFolder.open(folder()).schemaOf("Root").orElseThrow();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(validate(schema, "<Root>x</Root>").get(0).message()).contains("is not valid");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void only_so_many_are_told_and_the_others_are_counted() throws IOException {
        write(
                "A.xsd",
                "<xs:element name=\"Root\"><xs:complexType><xs:sequence>"
                        + "<xs:element name=\"a\" type=\"xs:int\" maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType></xs:element>");
        Schema schema = SchemaFolder.open(folder()).schemaOf("Root").orElseThrow();
        assertThat(validate(schema, "<Root>" + "<a>x</a>".repeat(10) + "</Root>"))
                .extracting(SchemaValidation.Violation::message)
                .hasSize(4)
                .last()
                .isEqualTo("There are 7 more.");
    }

    @Test
    void a_schema_does_not_lead_out_of_the_folder() throws IOException {
        Files.writeString(temp.resolve("secret.xsd"), HEAD + "</xs:schema>");
        write("A.xsd", "<xs:include schemaLocation=\"../secret.xsd\"/><xs:element name=\"Root\" type=\"xs:int\"/>");
        assertThatThrownBy(() -> SchemaFolder.open(folder()).schemaOf("Root"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("not in the folder");
    }

    @Test
    void a_schema_does_not_lead_into_the_network() throws IOException {
        write(
                "A.xsd",
                "<xs:include schemaLocation=\"http://127.0.0.1:9/a.xsd\"/><xs:element name=\"Root\" type=\"xs:int\"/>");
        assertThatThrownBy(() -> SchemaFolder.open(folder()).schemaOf("Root"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("not in the folder");
    }

    @Test
    void entities_of_schemas_and_documents_are_not_read() throws IOException {
        Files.writeString(temp.resolve("secret.txt"), "s3cr3t");
        String doctype =
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + temp.resolve("secret.txt").toUri() + "\">]>";
        write("A.xsd", "<xs:element name=\"Root\" type=\"xs:int\"/>");
        Schema schema = SchemaFolder.open(folder()).schemaOf("Root").orElseThrow();
        assertThat(validate(schema, doctype + "<Root>&x;</Root>")).isEmpty();
        Files.writeString(
                folder().resolve("A.xsd"), doctype + HEAD + "<xs:element name=\"Root\" type=\"xs:&x;\"/></xs:schema>");
        assertThatThrownBy(() -> SchemaFolder.open(folder()).schemaOf("Root"))
                .isInstanceOf(SolutionException.class)
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void a_folder_without_schemas_is_an_error() throws IOException {
        Path empty = folder();
        assertThatThrownBy(() -> SchemaFolder.open(empty)).hasMessageContaining("no .xsd file");
        assertThatThrownBy(() -> SchemaFolder.open(temp.resolve("none"))).hasMessageContaining("no such folder");
        Files.writeString(empty.resolve("A.xsd"), "<xs:schema");
        assertThatThrownBy(() -> SchemaFolder.open(empty)).hasMessageContaining("not well-formed");
    }
}
