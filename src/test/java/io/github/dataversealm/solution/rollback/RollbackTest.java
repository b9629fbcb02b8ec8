package io.github.dataversealm.solution.rollback;

import static io.github.dataversealm.solution.rollback.RollbackFixture.from;
import static io.github.dataversealm.solution.rollback.RollbackFixture.request;
import static io.github.dataversealm.solution.rollback.RollbackFixture.to;
import static io.github.dataversealm.solution.testkit.TableXml.column;
import static io.github.dataversealm.solution.testkit.TableXml.naming;
import static io.github.dataversealm.solution.testkit.TableXml.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.emulator.solution.EnvironmentTruth;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.operation.Target;
import io.github.dataversealm.solution.rollback.RollbackFixture.Shelf;
import io.github.dataversealm.solution.testkit.ScaledTime;
import io.github.dataversealm.solution.testkit.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Going back, over a real socket: what is said to be lost is what is lost, and the way is the one that was said. */
class RollbackTest {

    private static final String NAME = "Trips";

    @TempDir
    Path folder;

    private RollbackFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new RollbackFixture(folder);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private static String trip(String... more) {
        return table(
                "ctr_Trip", "ctr_trips", column("ctr_TripId", "primarykey"), naming("ctr_Name"), String.join("", more));
    }

    private static String type() {
        return table("ctr_Type", "ctr_types", column("ctr_TypeId", "primarykey"), naming("ctr_Label"));
    }

    private static String entities(String... tables) {
        return "<Entities>" + String.join("", tables) + "</Entities>";
    }

    private SolutionPackage older() throws IOException {
        return older("1.4.1.0");
    }

    private SolutionPackage older(String version) throws IOException {
        return fixture.zip(NAME, version, true, List.of(entities(trip())), "1:ctr_Trip");
    }

    /** One more table and one more column. */
    private SolutionPackage newer() throws IOException {
        return fixture.zip(
                NAME,
                "1.5.0.0",
                true,
                List.of(entities(trip(column("ctr_Budget", "money")), type())),
                "1:ctr_Trip",
                "1:ctr_Type");
    }

    private List<String> history() {
        List<String> entries = new ArrayList<>();
        for (HistoryEntry entry : fixture.dataverse.history(Optional.of(NAME), 20)) {
            entries.add(entry.operation() + "/" + entry.subOperation() + " " + entry.solutionVersion());
        }
        return entries;
    }

    // ---------------------------------------------------------------- what is said

    @Test
    void the_plan_says_what_is_installed_what_was_before_and_what_only_the_newer_version_has() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        fixture.row("ctr_trips", "{\"ctr_name\":\"Oslo\",\"ctr_budget\":12.5}");
        fixture.row("ctr_trips", "{\"ctr_name\":\"Rome\"}");
        fixture.row("ctr_types", "{\"ctr_label\":\"long\"}");
        RollbackPlan plan =
                fixture.rollback(Shelf.of(older)).plan(request(NAME)).get(0);
        assertThat(plan.installed().orElseThrow().version()).isEqualTo("1.5.0.0");
        assertThat(plan.to().orElseThrow().text()).isEqualTo("1.4.1.0");
        assertThat(plan.toReason()).isEqualTo("the version before, by the solution history");
        assertThat(plan.onlyNewer().components())
                .extracting(LostComponent::toString)
                .containsExactly(
                        "column ctr_trip.ctr_budget",
                        "column ctr_type.ctr_label",
                        "column ctr_type.ctr_typeid",
                        "table ctr_Type");
        assertThat(plan.onlyNewer().data())
                .containsExactly("table ctr_type: 1 row", "column ctr_trip.ctr_budget: 1 row has a value");
        assertThat(plan.chosen()).isEqualTo(Way.UPDATE);
        assertThat(plan.why()).contains("holds data, so it stays").contains("-Dsolution.way=republish");
        assertThat(plan.option(Way.REPUBLISH).after()).isEqualTo("1.5.0.1");
        assertThat(plan.option(Way.REINSTALL).losses().data())
                .containsExactly("table ctr_trip: 2 rows", "table ctr_type: 1 row");
        assertThat(fixture.version(NAME)).as("nothing was changed").isEqualTo("1.5.0.0");
        assertThat(fixture.records.resolve("rollback-local.json")).doesNotExist();
    }

    @Test
    void what_cannot_be_read_is_said_and_counts_as_data() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        fixture.emulator.faults(FaultPlan.of(
                FaultRule.next(FaultKind.UNEXPECTED).onTarget("ctr_types").times(0)));
        RollbackPlan plan =
                fixture.rollback(Shelf.of(older)).plan(request(NAME)).get(0);
        assertThat(plan.onlyNewer().isUncertain()).isTrue();
        assertThat(plan.onlyNewer().data()).singleElement().asString().startsWith("table ctr_type: could not be read");
        assertThat(plan.chosen()).isEqualTo(Way.UPDATE);
        assertThat(plan.why()).contains("could not be read");
    }

    // ---------------------------------------------------------------- the choice

    @Test
    void without_data_in_it_what_the_newer_version_brought_is_taken_away() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        fixture.row("ctr_trips", "{\"ctr_name\":\"Oslo\"}");
        EnvironmentTruth before = fixture.truth();
        RollbackPlan plan = fixture.take(Shelf.of(older), request(NAME)).get(0);
        assertThat(plan.chosen()).isEqualTo(Way.REPUBLISH);
        assertThat(fixture.version(NAME)).isEqualTo("1.5.0.1");
        assertThat(before.lostComponents(fixture.truth()))
                .containsExactlyInAnyOrderElementsOf(plan.option().losses().components().stream()
                        .map(LostComponent::id)
                        .toList())
                .hasSize(4);
        assertThat(before.lostRows(fixture.truth())).isEmpty();
        assertThat(history()).contains("0/5 1.5.0.1");
        assertThat(Files.readString(fixture.records.resolve("rollback-local.json")))
                .contains("\"state\" : \"done\"", "\"installedAfterwards\" : \"1.5.0.1\"", "\"to\" : \"1.4.1.0\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"UPDATE", "REPUBLISH", "REINSTALL"})
    void the_same_command_again_says_that_it_is_done(Way way) throws IOException {
        SolutionPackage oldest = older("1.4.0.0");
        SolutionPackage older = older();
        fixture.install(oldest, older, newer());
        fixture.take(Shelf.of(oldest, older), request(way, true, NAME));
        String version = fixture.version(NAME);
        for (Path machine : List.of(fixture.records, folder.resolve("another machine"))) {
            Rollback again = fixture.rollback(Shelf.of(oldest, older), machine);
            for (RollbackRequest request : List.of(
                    request(NAME),
                    request(way, true, NAME),
                    to(request(NAME), "Trips:1.4.1.0"),
                    from(to(request(way, true, NAME), "Trips:1.4.1.0"), NAME, "1.5.0.0"))) {
                RollbackPlan plan = RollbackFixture.take(again, request).get(0);
                assertThat(plan.refusal()).as(request.toString()).isEmpty();
                assertThat(plan.isDone()).as(request + ": " + plan.why()).isTrue();
            }
        }
        assertThat(fixture.version(NAME)).isEqualTo(version);
    }

    @Test
    void what_a_rollback_has_published_can_be_gone_back_to() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        fixture.take(Shelf.of(older), request(Way.REPUBLISH, false, NAME));
        fixture.install(fixture.zip(
                NAME, "1.6.0.0", true, List.of(entities(trip(column("ctr_Budget", "money")))), "1:ctr_Trip"));
        RollbackPlan plan =
                fixture.take(Shelf.of(older), request(Way.UPDATE, false, NAME)).get(0);
        assertThat(plan.to().orElseThrow().text()).isEqualTo("1.5.0.1");
        assertThat(fixture.version(NAME)).isEqualTo("1.5.0.1");
    }

    @Test
    void equal_components_are_imported_in_place() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, fixture.zip(NAME, "1.5.0.0", true, List.of(entities(trip())), "1:ctr_Trip"));
        fixture.row("ctr_trips", "{\"ctr_name\":\"Oslo\"}");
        RollbackPlan plan = fixture.take(Shelf.of(older), request(NAME)).get(0);
        assertThat(plan.chosen()).isEqualTo(Way.UPDATE);
        assertThat(fixture.version(NAME)).isEqualTo("1.4.1.0");
        assertThat(history()).contains("0/3 1.4.1.0");
    }

    @Test
    void data_is_lost_with_consent_only() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        fixture.row("ctr_types", "{\"ctr_label\":\"long\"}");
        for (Way way : List.of(Way.REPUBLISH, Way.REINSTALL)) {
            assertThatThrownBy(() -> fixture.take(Shelf.of(older), request(way, false, NAME)))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("table ctr_type: 1 row")
                    .hasMessageContaining("-Dsolution.allowDataLoss");
            assertThat(fixture.version(NAME)).isEqualTo("1.5.0.0");
        }
        EnvironmentTruth before = fixture.truth();
        RollbackPlan plan = fixture.take(Shelf.of(older), request(Way.REINSTALL, true, NAME))
                .get(0);
        assertThat(fixture.version(NAME)).isEqualTo("1.4.1.0");
        assertThat(before.lostRows(fixture.truth())).containsOnlyKeys("ctr_type");
        assertThat(plan.option().losses().components())
                .extracting(LostComponent::id)
                .containsExactlyInAnyOrderElementsOf(before.lostComponents(fixture.truth()));
        assertThat(history()).contains("1/0 1.5.0.0");
    }

    @Test
    void a_staged_upgrade_is_discarded() throws IOException {
        SolutionPackage older = older();
        fixture.install(older);
        fixture.stage(newer());
        fixture.row("ctr_types", "{\"ctr_label\":\"moved already\"}");
        RollbackPlan plan =
                fixture.rollback(Shelf.of(older)).plan(request(NAME)).get(0);
        assertThat(plan.chosen()).isEqualTo(Way.DISCARD);
        assertThat(plan.option().losses().data()).containsExactly("table ctr_type: 1 row");
        EnvironmentTruth before = fixture.truth();
        fixture.take(Shelf.of(older), new RollbackRequest(List.of(NAME), Map.of(), Map.of(), Map.of(), true));
        assertThat(fixture.version(NAME)).isEqualTo("1.4.1.0");
        assertThat(fixture.version(NAME + "_Upgrade")).isEqualTo("none");
        assertThat(before.lostRows(fixture.truth())).containsEntry("ctr_type", 1);
        assertThat(plan.option().losses().components())
                .extracting(LostComponent::id)
                .containsExactlyInAnyOrderElementsOf(before.lostComponents(fixture.truth()));
        assertThat(Files.readString(fixture.records.resolve("import-local.json")))
                .as("the record does not say that it is staged")
                .doesNotContain("1.5.0.0");
    }

    private SolutionPackage patch(int number) throws IOException {
        var builder = RollbackFixture.builder(
                NAME + "_Patch_" + number,
                "1.4.1." + number,
                true,
                List.of(entities(trip(column("ctr_Extra" + number, "nvarchar")))),
                "1:ctr_Trip");
        return fixture.pack(builder.patchOf(NAME));
    }

    @Test
    void the_removal_of_a_patch_run_again_leaves_the_patch_before() throws IOException {
        SolutionPackage oldest = older("1.4.0.0");
        fixture.install(oldest, older(), patch(1), patch(2));
        Shelf shelf = Shelf.of(oldest);
        RollbackRequest printed = from(request(Way.REMOVE_PATCH, false, NAME), NAME, "1.4.1.2");
        RollbackPlan first = fixture.take(shelf, printed).get(0);
        assertThat(first.from()).contains("1.4.1.2");
        for (Path machine : List.of(fixture.records, folder.resolve("another machine"))) {
            RollbackPlan again = RollbackFixture.take(fixture.rollback(shelf, machine), printed)
                    .get(0);
            assertThat(again.isDone()).isTrue();
            assertThat(again.why()).contains("1.4.1.2 is not among the patches any more");
        }
        for (RollbackRequest request : List.of(request(NAME), request(Way.REMOVE_PATCH, false, NAME))) {
            assertThat(fixture.take(shelf, request).get(0).why())
                    .contains("an earlier run has removed Trips_Patch_2 1.4.1.2");
        }
        assertThat(fixture.version(NAME + "_Patch_1")).isEqualTo("1.4.1.1");
        assertThatThrownBy(() -> fixture.take(shelf, from(printed, NAME, "1.4.1.0")))
                .hasMessageContaining("It would remove Trips_Patch_1 1.4.1.1 now");
        fixture.take(shelf, from(printed, NAME, "1.4.1.1"));
        assertThat(fixture.version(NAME + "_Patch_1")).isEqualTo("none");
        fixture.take(shelf, request(NAME));
        assertThat(fixture.version(NAME)).as("the solution itself stays").isEqualTo("1.4.1.0");
    }

    @Test
    void a_discard_run_again_leaves_the_installed_version() throws IOException {
        SolutionPackage oldest = older("1.4.0.0");
        fixture.install(oldest, older());
        fixture.stage(newer());
        Shelf shelf = Shelf.of(oldest);
        fixture.take(shelf, request(NAME));
        RollbackRequest printed = from(request(Way.DISCARD, false, NAME), NAME, "1.5.0.0");
        for (RollbackRequest request : List.of(request(NAME), request(Way.DISCARD, false, NAME), printed)) {
            assertThat(fixture.take(shelf, request).get(0).isDone())
                    .as(request.toString())
                    .isTrue();
        }
        assertThat(fixture.version(NAME)).isEqualTo("1.4.1.0");
        fixture.install(newer());
        assertThatThrownBy(() -> fixture.take(shelf, printed)).hasMessageContaining("is in 1.5.0.0");
    }

    @Test
    void an_older_version_that_is_only_staged_is_published_when_it_goes_on() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        fixture.stage(Republication.of(older, new SolutionVersion("1.5.0.1"), folder.resolve("made")));
        record(RecordedRollback.State.BEGUN, Way.REPUBLISH, "1.4.1.0", "1.5.0.1");
        for (RollbackRequest request : List.of(request(NAME), request(Way.REPUBLISH, false, NAME))) {
            assertThat(fixture.rollback(Shelf.of(older)).plan(request).get(0).chosen())
                    .isEqualTo(Way.REPUBLISH);
        }
        fixture.take(Shelf.of(older), request(NAME));
        assertThat(fixture.version(NAME)).isEqualTo("1.5.0.1");
        assertThat(fixture.version(NAME + "_Upgrade")).isEqualTo("none");
    }

    @Test
    void what_failed_and_changed_nothing_is_not_gone_on_with() throws IOException {
        SolutionPackage oldest = older("1.4.0.0");
        SolutionPackage older = older();
        fixture.install(oldest, older, newer());
        record(RecordedRollback.State.FAILED, Way.UPDATE, "1.4.0.0", "1.4.0.0");
        RollbackPlan plan =
                fixture.rollback(Shelf.of(oldest, older)).plan(request(NAME)).get(0);
        assertThat(plan.to().orElseThrow().text()).isEqualTo("1.4.1.0");
        assertThat(plan.continues()).isFalse();
    }

    private void record(RecordedRollback.State state, Way way, String to, String after) throws IOException {
        RollbackRecord.open(fixture.records, fixture.place().environment())
                .put(new RecordedRollback(
                        fixture.dataverse.whoAmI().organizationId(),
                        NAME,
                        state,
                        way,
                        "",
                        "1.5.0.0",
                        to,
                        after,
                        "",
                        "",
                        "",
                        List.of(),
                        Instant.EPOCH,
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void a_solution_that_is_gone_is_not_installed_in_the_version_that_was_to_go() throws IOException {
        SolutionPackage older = older();
        SolutionPackage newer = newer();
        fixture.install(older, newer);
        fixture.emulator.faults(FaultPlan.of(
                FaultRule.next(FaultKind.UNEXPECTED).onTarget("importjobs").times(0)));
        assertThatThrownBy(() -> fixture.take(Shelf.of(older, newer), request(Way.REINSTALL, true, NAME)))
                .hasMessageContaining("Trips is uninstalled, and 1.4.1.0 is not installed yet")
                .hasMessageContaining("Run the same command again");
        fixture.emulator.faults(FaultPlan.of());
        assertThat(fixture.version(NAME)).isEqualTo("none");
        Path another = folder.resolve("another machine");
        RollbackPlan open = fixture.rollback(Shelf.of(older, newer), another)
                .plan(request(NAME))
                .get(0);
        assertThat(open.refusal().orElseThrow())
                .hasMessageContaining("-Dsolution.name=Trips -Dsolution.to=1.5.0.0")
                .hasMessageContaining("-Dsolution.name=Trips -Dsolution.to=1.4.1.0");
        fixture.take(Shelf.of(older, newer), request(NAME));
        assertThat(fixture.version(NAME)).isEqualTo("1.4.1.0");
    }

    @Test
    void no_rows_count_as_data_where_the_account_may_not_see_all() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        assertThat(fixture.rollback(Shelf.of(older)).plan(request(NAME)).get(0).chosen())
                .isEqualTo(Way.REPUBLISH);
        fixture.emulator.faults(FaultPlan.of(FaultRule.next(FaultKind.UNEXPECTED)
                .onPath("*systemuserroles_association*")
                .times(0)));
        RollbackPlan plan =
                fixture.rollback(Shelf.of(older)).plan(request(NAME)).get(0);
        assertThat(plan.chosen()).isEqualTo(Way.UPDATE);
        assertThat(plan.onlyNewer().data())
                .contains(
                        "table ctr_type: could not be read: none is seen, and the account may not see all: it does not"
                                + " have the role System Administrator");
        assertThat(plan.option(Way.REPUBLISH).losses().needsConsent()).isTrue();
    }

    @Test
    void columns_that_the_service_does_not_list_count_as_data() throws IOException {
        SolutionPackage older = older();
        fixture.install(
                older,
                fixture.zip(
                        NAME, "1.5.0.0", true, List.of(entities(trip(column("ctr_Budget", "money")))), "1:ctr_Trip"));
        Dataverse tablesOnly = StandIn.of(Dataverse.class, fixture.dataverse, (call, next) -> {
            Object answer = next.proceed();
            return call.equals("componentSummaries")
                    ? ((List<?>) answer)
                            .stream()
                                    .filter(row -> ((ComponentSummary) row).componentType() != LostComponent.COLUMN)
                                    .toList()
                    : answer;
        });
        Rollback rollback = new Rollback(
                new Target(
                        RollbackFixture.place(
                                fixture.emulator.url(),
                                tablesOnly,
                                new ScaledTime(RollbackFixture.HURRY),
                                fixture.messages,
                                false),
                        Duration.ofMinutes(60)),
                ImportOptions.DEFAULT,
                SettingsSource.none(),
                Shelf.of(older),
                fixture.records);
        RollbackPlan plan = rollback.plan(request(NAME)).get(0);
        assertThat(plan.onlyNewer().data())
                .containsExactly(
                        "the service does not list which columns of table ctr_trip belong to the solution; not in"
                                + " the older version: ctr_budget");
        assertThat(plan.option(Way.REPUBLISH).losses().needsConsent()).isTrue();
        assertThat(plan.chosen()).isEqualTo(Way.UPDATE);
    }

    @Test
    void only_a_zip_that_the_environment_has_had_is_taken_whatever_it_is() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        SolutionPackage other =
                fixture.zip(NAME, "1.4.1.0", true, List.of(entities(trip(column("ctr_Never", "money")))), "1:ctr_Trip");
        Rollback had = fixture.rollback(Shelf.of(snapshot(older)));
        List<RollbackPlan> back = had.plan(request(NAME));
        assertThat(back.get(0).zip()).isPresent();
        assertThat(had.neverHad(back)).isEmpty();
        Rollback named = fixture.rollback(Shelf.of().named(other));
        assertThat(named.neverHad(named.plan(request(Way.UPDATE, false, NAME)))).containsExactly(other);
        assertThat(fixture.rollback(Shelf.of(snapshot(other)))
                        .plan(request(NAME))
                        .get(0)
                        .refusal()
                        .orElseThrow())
                .hasMessageContaining("the zip of 1.4.1.0 is not known");
    }

    private static SolutionPackage snapshot(SolutionPackage zip) throws IOException {
        return SolutionPackage.of(
                zip.zip(),
                zip.contents(),
                Optional.of(new Origin(
                        new Coordinates("com.contoso", "trips", "1.4.1-SNAPSHOT", Optional.empty()),
                        Optional.empty())));
    }

    @Test
    void what_stays_of_a_solution_that_goes_back_too_still_needs_what_it_needs() throws IOException {
        SolutionPackage older = older();
        SolutionPackage olderDependent = fixture.zip(
                "Reports",
                "1.0.0.0",
                true,
                List.of("<WebResources><WebResource><WebResourceId>{" + new UUID(7, 8)
                        + "}</WebResourceId><Name>ctr_other.js</Name><WebResourceType>3</WebResourceType>"
                        + "<FileName>/WebResources/ctr_other.js</FileName></WebResource></WebResources>"),
                "61:ctr_other.js");
        fixture.install(older, olderDependent, newer(), dependent("2.0.0.0", true));
        RollbackRequest request =
                new RollbackRequest(List.of(NAME, "Reports"), Map.of(), Map.of(), Map.of("reports", Way.UPDATE), false);
        List<RollbackPlan> plans =
                fixture.rollback(Shelf.of(older, olderDependent)).plan(request);
        assertThat(plans).extracting(RollbackPlan::chosen).containsExactly(Way.UPDATE, Way.UPDATE);
        assertThat(plans.get(1).why()).contains("1 component of Reports needs what would go");
    }

    @Test
    void the_newest_patch_is_removed() throws IOException {
        fixture.install(older(), patch(1), patch(2));
        EnvironmentTruth before = fixture.truth();
        RollbackPlan plan = fixture.take(Shelf.of(), request(NAME)).get(0);
        assertThat(plan.chosen()).isEqualTo(Way.REMOVE_PATCH);
        assertThat(fixture.version(NAME + "_Patch_2")).isEqualTo("none");
        assertThat(fixture.version(NAME + "_Patch_1")).isEqualTo("1.4.1.1");
        assertThat(plan.option().losses().components())
                .extracting(LostComponent::id)
                .containsExactlyInAnyOrderElementsOf(before.lostComponents(fixture.truth()))
                .hasSize(1);
    }

    @Test
    void another_machine_knows_from_the_history_what_was_removed_already() throws IOException {
        the_newest_patch_is_removed();
        Path other = folder.resolve("another machine");
        assertThat(RollbackFixture.take(fixture.rollback(Shelf.of(), other), request(NAME))
                        .get(0)
                        .why())
                .contains("Trips_Patch_2 was removed already");
        assertThat(fixture.version(NAME + "_Patch_1")).isEqualTo("1.4.1.1");
        RollbackFixture.take(fixture.rollback(Shelf.of(), other), request(NAME + "_Patch_1"));
        assertThat(fixture.version(NAME + "_Patch_1")).isEqualTo("none");
    }

    @Test
    void another_machine_knows_from_the_history_what_was_discarded_already() throws IOException {
        SolutionPackage oldest = older("1.4.0.0");
        fixture.install(oldest, older());
        fixture.stage(newer());
        fixture.take(Shelf.of(oldest), request(NAME));
        Path other = folder.resolve("another machine");
        RollbackPlan again = RollbackFixture.take(fixture.rollback(Shelf.of(oldest), other), request(NAME))
                .get(0);
        assertThat(again.isDone()).isTrue();
        assertThat(again.why()).contains("the upgrade to 1.5.0.0 was staged and is discarded already");
        assertThat(RollbackFixture.take(fixture.rollback(Shelf.of(oldest), other), request(Way.DISCARD, false, NAME)))
                .allMatch(RollbackPlan::isDone);
        assertThat(fixture.version(NAME)).isEqualTo("1.4.1.0");
        fixture.take(Shelf.of(oldest), to(request(NAME), "Trips:1.4.0.0"));
        assertThat(fixture.version(NAME)).isEqualTo("1.4.0.0");
    }

    // ---------------------------------------------------------------- others

    private SolutionPackage dependent(String version, boolean needsType) throws IOException {
        return dependent(version, needsType ? Optional.of("1.5.0.0") : Optional.empty());
    }

    private SolutionPackage dependent(String version, Optional<String> needed) throws IOException {
        var builder = RollbackFixture.builder(
                "Reports",
                version,
                true,
                List.of("<WebResources><WebResource><WebResourceId>{" + new UUID(7, 7)
                        + "}</WebResourceId><Name>ctr_report.js</Name><WebResourceType>3</WebResourceType>"
                        + "<FileName>/WebResources/ctr_report.js</FileName></WebResource></WebResources>"),
                "61:ctr_report.js");
        builder.entry("WebResources/ctr_report.js", "x");
        String need = "<MissingDependency><Required type=\"1\" schemaName=\"ctr_Type\" displayName=\"Type\""
                + " solution=\"Trips (" + needed.orElse("")
                + ")\" /><Dependent type=\"61\" schemaName=\"ctr_report.js\" /></MissingDependency>";
        if (needed.isPresent()) {
            builder.missing(need);
        }
        return fixture.pack(builder);
    }

    @Test
    void dependents_that_stay_are_named_and_those_that_go_back_too_go_first() throws IOException {
        SolutionPackage older = older();
        SolutionPackage olderDependent = dependent("1.0.0.0", false);
        fixture.install(older, olderDependent, newer(), dependent("2.0.0.0", true));
        Shelf shelf = Shelf.of(older, olderDependent);
        RollbackPlan refused =
                fixture.rollback(shelf).plan(request(Way.REPUBLISH, true, NAME)).get(0);
        assertThat(refused.refusal()).isPresent();
        assertThat(refused.refusal().get())
                .hasMessageContaining("1 component of Reports needs what would go")
                .hasMessageContaining("web resource 'ctr_report.js' of Reports needs table ctr_Type")
                .hasMessageContaining("-Dsolution.name=Trips,Reports");
        RollbackPlan alone = fixture.rollback(shelf).plan(request(NAME)).get(0);
        assertThat(alone.chosen()).isEqualTo(Way.UPDATE);
        assertThat(alone.why()).contains("cannot be taken away");

        List<RollbackPlan> plans = fixture.take(shelf, request(NAME, "Reports"));
        assertThat(plans).extracting(RollbackPlan::solution).containsExactly("Reports", NAME);
        assertThat(plans).extracting(RollbackPlan::chosen).containsExactly(Way.UPDATE, Way.REPUBLISH);
        assertThat(fixture.version("Reports")).isEqualTo("1.0.0.0");
        assertThat(fixture.version(NAME)).isEqualTo("1.5.0.1");
        assertThat(fixture.truth().rows()).doesNotContainKey("ctr_type");
    }

    @Test
    void an_older_version_that_needs_the_newer_one_of_another_keeps_both() throws IOException {
        SolutionPackage older = older();
        SolutionPackage needy = dependent("1.0.0.0", true);
        fixture.install(older, newer(), needy, dependent("2.0.0.0", true));
        List<RollbackPlan> plans = fixture.rollback(Shelf.of(older, needy)).plan(request(NAME, "Reports"));
        assertThat(plans.get(0).refusal()).isPresent();
        assertThat(plans.get(0).refusal().get())
                .hasMessageContaining("Reports 1.0.0.0 needs Trips in version 1.5.0.0")
                .hasMessageContaining("to go back to 1.4.1.0")
                .hasMessageContaining("take Trips back to 1.5.0.0 or higher");
    }

    @Test
    void the_number_of_a_build_in_what_an_older_version_needs_keeps_nothing_from_going_back() throws IOException {
        SolutionPackage older = older();
        SolutionPackage needy = dependent("1.0.0.0", Optional.of("1.4.1.57"));
        fixture.install(older, newer(), needy, dependent("2.0.0.0", Optional.of("1.4.1.57")));
        List<RollbackPlan> plans = fixture.rollback(Shelf.of(older, needy)).plan(request(NAME, "Reports"));
        assertThat(plans)
                .noneMatch(plan -> plan.refusal().isPresent()
                        && plan.refusal().get().getMessage().contains("needs"));
    }

    // ---------------------------------------------------------------- what does not fit

    @Test
    void what_is_not_known_is_said_with_what_to_name() throws IOException {
        fixture.install(older());
        RollbackPlan first = fixture.rollback(Shelf.of()).plan(request(NAME)).get(0);
        assertThat(first.refusal().orElseThrow())
                .hasMessageContaining("history tells of no version before 1.4.1.0")
                .hasMessageContaining("-Dsolution.zipFile=");
        fixture.install(newer());
        RollbackPlan second = fixture.rollback(Shelf.of()).plan(request(NAME)).get(0);
        assertThat(second.to().orElseThrow().text()).isEqualTo("1.4.1.0");
        assertThat(second.refusal().orElseThrow())
                .hasMessageContaining("the zip of 1.4.1.0 is not known")
                .hasMessageContaining("-Dsolution.artifact=");
        assertThatThrownBy(() -> fixture.rollback(Shelf.of()).plan(request("Absent")))
                .hasMessageContaining("Absent is not installed in local");
    }

    @Test
    void a_plan_for_another_version_than_the_installed_one_is_not_done() throws IOException {
        SolutionPackage older = older();
        fixture.install(older, newer());
        RollbackRequest stale = from(to(request(NAME), "Trips:1.4.1.0"), NAME, "1.4.9.0");
        assertThatThrownBy(() -> fixture.take(Shelf.of(older), stale))
                .hasMessageContaining("local has Trips 1.5.0.0 now, and the rollback was planned from 1.4.9.0");
        assertThat(fixture.version(NAME)).isEqualTo("1.5.0.0");
    }

    @Test
    void an_unmanaged_solution_is_imported_over() throws IOException {
        SolutionPackage older = fixture.zip(NAME, "1.4.1.0", false, List.of(entities(trip())), "1:ctr_Trip");
        fixture.install(
                older,
                fixture.zip(
                        NAME, "1.5.0.0", false, List.of(entities(trip(column("ctr_Budget", "money")))), "1:ctr_Trip"));
        EnvironmentTruth before = fixture.truth();
        RollbackPlan plan = fixture.take(Shelf.of(older), request(NAME)).get(0);
        assertThat(plan.chosen()).isEqualTo(Way.UPDATE);
        assertThat(fixture.version(NAME)).isEqualTo("1.4.1.0");
        assertThat(before.lostComponents(fixture.truth())).isEmpty();
    }

    // ---------------------------------------------------------------- afterwards

    @Test
    void the_next_release_comes_in_after_every_way() throws IOException {
        SolutionPackage older = older();
        SolutionPackage newer = newer();
        fixture.install(older, newer);
        int release = 0;
        for (Way way : List.of(Way.UPDATE, Way.REPUBLISH, Way.REINSTALL)) {
            fixture.take(Shelf.of(older), request(way, true, NAME));
            String next = "1.6." + release++ + ".0";
            fixture.install(fixture.zip(
                    NAME, next, true, List.of(entities(trip(column("ctr_Budget", "money")))), "1:ctr_Trip"));
            assertThat(fixture.version(NAME)).isEqualTo(next);
        }
    }
}
