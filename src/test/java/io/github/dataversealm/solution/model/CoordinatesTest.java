package io.github.dataversealm.solution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {

    @Test
    void three_parts_name_the_main_artifact() {
        Coordinates coordinates = Coordinates.parse(" com.contoso:contoso-trips:1.4.2 ");

        assertThat(coordinates).isEqualTo(Coordinates.of("com.contoso", "contoso-trips", "1.4.2"));
        assertThat(coordinates).hasToString("com.contoso:contoso-trips:1.4.2");
        assertThat(coordinates.isSnapshot()).isFalse();
    }

    @Test
    void a_fourth_part_is_the_classifier() {
        Coordinates coordinates = Coordinates.parse("com.contoso:trips:1.4.2-SNAPSHOT:unmanaged");

        assertThat(coordinates.classifier()).contains("unmanaged");
        assertThat(coordinates.isSnapshot()).isTrue();
        assertThat(coordinates.withoutClassifier().classifier()).isEmpty();
        assertThat(coordinates).hasToString("com.contoso:trips:1.4.2-SNAPSHOT:unmanaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.contoso:trips              | has no version | -Dsolution.artifact=com.contoso:trips:1.4.2",
                "com.contoso                    | are no coordinates | groupId:artifactId:version",
                "a:b:c:d:e                      | are no coordinates | groupId:artifactId:version",
                ":trips:1                       | The groupId in ':trips:1' is empty | groupId:artifactId:version",
                "com.contoso::1                 | The artifactId in | groupId:artifactId:version",
                "com.contoso:trips:             | The version in | groupId:artifactId:version",
                "com.contoso:trips:1:           | The classifier in | groupId:artifactId:version",
                "com.contoso:trips:zip:1.0      | names a type, 'zip' | groupId:artifactId:version",
                "com.contoso:trips:1.0:zip      | names a type, 'zip' | groupId:artifactId:version",
                "com.contoso:trips:[1.0,2.0)    | can mean another version tomorrow | Ranges are for dependencies",
                "com.contoso:trips:LATEST       | can mean another version tomorrow | Name the version",
                "com.contoso:../../trips:1.0    | is no artifactId | groupId:artifactId:version",
                "..:trips:1.0                   | is no groupId | groupId:artifactId:version",
                "com.contoso:trips:..           | is no version | groupId:artifactId:version",
                "com.contoso:trips:1.0/../x     | is no version | groupId:artifactId:version",
                "com.contoso:trips:${version} | is no version | groupId:artifactId:version",
                "com.contoso:trips:1.0:a b | is no classifier | groupId:artifactId:version"
            })
    void what_is_wrong_is_said_with_the_form_to_write(String text, String problem, String advice) {
        assertThatThrownBy(() -> Coordinates.parse(text))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(advice);
    }

    @Test
    void several_are_separated_by_commas_that_are_not_in_a_range() {
        assertThat(Coordinates.parseAll(" g:a:1, g:b:1,,g:a:1 "))
                .containsExactly(Coordinates.of("g", "a", "1"), Coordinates.of("g", "b", "1"));
        assertThat(Coordinates.parseAll(null)).isEmpty();
        assertThatThrownBy(() -> Coordinates.parseAll("g:a:1,g:b:[1.0,2.0)"))
                .hasMessageContaining("'[1.0,2.0)' in 'g:b:[1.0,2.0)' can mean another version tomorrow");
    }

    @Test
    void another_artifact_of_the_same_version_has_another_classifier() {
        assertThat(Coordinates.parse("g:a:1").withClassifier("metadata"))
                .isEqualTo(new Coordinates("g", "a", "1", Optional.of("metadata")));
    }
}
