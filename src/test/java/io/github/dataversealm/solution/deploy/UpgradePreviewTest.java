package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.testkit.TableXml;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an upgrade would take away, from the zip of the new version and what the environment says of the old one. */
class UpgradePreviewTest {

    @TempDir
    private Path folder;

    @Test
    void a_column_that_goes_is_told_from_one_of_the_same_name_in_another_table() throws IOException {
        SolutionPackage before = trips(
                "1.0.0.0", table("ctr_trip", "ctr_name", "ctr_status"), table("ctr_stop", "ctr_name", "ctr_status"));
        SolutionPackage after =
                trips("2.0.0.0", table("ctr_trip", "ctr_name"), table("ctr_stop", "ctr_name", "ctr_status"));
        assertThat(preview(before, after).removed()).singleElement().asString().contains("ctr_status");
    }

    @Test
    void nothing_goes_when_the_new_version_has_everything() throws IOException {
        SolutionPackage before = trips("1.0.0.0", table("ctr_trip", "ctr_name", "ctr_status"));
        SolutionPackage after = trips("2.0.0.0", table("ctr_trip", "ctr_name", "ctr_status", "ctr_more"));
        UpgradePreview preview = preview(before, after);
        assertThat(preview.isKnown()).isTrue();
        assertThat(preview.removed()).isEmpty();
    }

    private UpgradePreview preview(SolutionPackage before, SolutionPackage after) throws IOException {
        try (LocalFixture local = new LocalFixture(folder.resolve("environment"))) {
            EnvironmentReport report =
                    local.run(new ScaledTime(40), ImportOptions.DEFAULT, folder.resolve("records"), before);
            assertThat(report.solutions())
                    .allSatisfy(solution -> assertThat(solution.problem()).isEmpty());
            return UpgradePreview.of(
                    local.dataverse,
                    local.dataverse.solution("Trips").orElseThrow(),
                    after.contents().components());
        }
    }

    private SolutionPackage trips(String version, String... tables) throws IOException {
        SolutionZipBuilder zip =
                new SolutionZipBuilder().named("Trips").version(version).managed("1");
        for (String table : tables) {
            zip.rootByName(1, table.substring(0, table.indexOf('|')));
        }
        StringBuilder entities = new StringBuilder("<Entities>");
        for (String table : tables) {
            entities.append(table.substring(table.indexOf('|') + 1));
        }
        return LocalFixture.pack(
                folder, zip.element(entities.append("</Entities>").toString()));
    }

    private static String table(String name, String naming, String... columns) {
        String[] all = new String[columns.length + 1];
        all[0] = TableXml.naming(naming);
        for (int i = 0; i < columns.length; i++) {
            all[i + 1] = TableXml.column(columns[i], "nvarchar");
        }
        return name + "|" + TableXml.table(name, name + "s", all);
    }
}
