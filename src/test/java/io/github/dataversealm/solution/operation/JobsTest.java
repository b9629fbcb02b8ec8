package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dataverse.AsyncOperation.State;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Work is started once, its turn is waited for, and a lost answer is looked up. */
class JobsTest {

    private static final String LOCK = "Cannot start the requested operation [PublishAll] because there is another"
            + " [EntityCustomization] running at this moment. Use Solution History for more details.";

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();
    private final List<String> states = new ArrayList<>();
    private boolean done;
    private int looksUntilDone = Integer.MAX_VALUE;

    @Test
    void work_whose_job_succeeds_is_done() {
        run();
        assertThat(environment.count("publishAll")).isEqualTo(1);
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void a_refused_start_is_tried_again_when_the_lock_is_gone() {
        environment.failing("publishAll", DataverseAtOnce.locked());
        environment.failing("publishAll", DataverseAtOnce.locked());
        environment.running.add(DataverseAtOnce.operation(UUID.randomUUID(), State.RUNNING, "", ""));
        run();
        assertThat(environment.count("publishAll")).isEqualTo(3);
        assertThat(states.get(0)).isEqualTo("waiting for another operation (Import)");
        assertThat(messages.infos().get(0))
                .startsWith("[dev] Publish has to wait: another solution operation holds the environment (Import): "
                        + "ImportSolutionAsync of Ada");
    }

    @Test
    void a_job_that_failed_because_of_the_lock_is_started_again() {
        environment.nextJobEnds(State.FAILED, LOCK, "-2147020463");
        run();
        assertThat(environment.count("publishAll")).isEqualTo(2);
    }

    @Test
    void a_lock_is_known_by_its_words_too() {
        environment.nextJobEnds(State.FAILED, "ImportAsHolding failed with exception :" + LOCK, "");
        run();
        assertThat(environment.count("publishAll")).isEqualTo(2);
    }

    @Test
    void a_lock_that_stays_ends_the_wait_and_names_the_other_one() {
        for (int i = 0; i < 100; i++) {
            environment.failing("publishAll", DataverseAtOnce.locked());
        }
        for (int i = 0; i < 100; i++) {
            environment.running.add(DataverseAtOnce.operation(UUID.randomUUID(), State.RUNNING, "", ""));
        }
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(this::run)
                .withMessageContaining(
                        "Publish could not be started for 10:00, because another operation holds dev: ImportSolutionAsync of Ada")
                .withMessageContaining("-Dsolution.maxAsyncWaitTime=20");
        assertThat(environment.count("publishAll")).isBetween(15L, 60L);
    }

    @Test
    void another_refusal_is_not_repeated() {
        environment.failing(
                "publishAll", new ServiceException(403, Optional.empty(), "no", "You may not.", "Ask for it."));
        assertThatThrownBy(this::run).hasMessageContaining("You may not.");
        assertThat(environment.count("publishAll")).isEqualTo(1);
    }

    @Test
    void a_lost_answer_is_looked_up() {
        done = true;
        environment.losingAnswer("publishAll");
        environment.running.add(DataverseAtOnce.operation(UUID.randomUUID(), State.RUNNING, "", ""));
        run();
        assertThat(environment.count("publishAll")).isEqualTo(1);
        assertThat(environment.count("runningOperations")).isEqualTo(2);
    }

    @Test
    void a_lost_start_without_effect_is_started_again_three_times_at_most() {
        for (int i = 0; i < 9; i++) {
            environment.losingRequest("publishAll");
        }
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(this::run);
        assertThat(environment.count("publishAll")).isEqualTo(3);
    }

    @Test
    void the_effect_of_a_lost_start_is_looked_for_also_after_the_lock_has_refused_the_next_one() {
        environment.losingRequest("publishAll");
        environment.failing("publishAll", DataverseAtOnce.locked());
        looksUntilDone = looksOf(30);
        run();
        assertThat(environment.count("publishAll")).isEqualTo(2);
    }

    @Test
    void the_effect_of_a_lost_start_may_take_longer_to_show_than_one_look() {
        environment.losingRequest("publishAll");
        looksUntilDone = 4;
        run();
        assertThat(environment.count("publishAll")).isEqualTo(1);
    }

    @Test
    void who_may_not_read_the_history_can_publish_all_the_same() {
        environment.failing(
                "history", new ServiceException(403, Optional.empty(), "no", "You may not.", "Ask for it."));
        new PublishCustomizations(Targets.of(environment.api(), messages)).publish(PublishSelection.ALL);
        assertThat(environment.count("publishAll")).isEqualTo(1);
    }

    @Test
    void a_history_that_could_not_be_read_before_proves_nothing_afterwards() {
        environment.failing(
                "history", new ServiceException(403, Optional.empty(), "no", "You may not.", "Ask for it."));
        environment.history.add(published(DataverseAtOnce.DAY));
        environment.losingRequest("publishAll");
        new PublishCustomizations(Targets.of(environment.api(), messages)).publish(PublishSelection.ALL);
        assertThat(environment.count("publishAll")).isEqualTo(2);
    }

    @Test
    void what_the_history_shows_of_a_lost_start_is_not_done_again() {
        environment.history.add(published(DataverseAtOnce.DAY));
        environment.running.add(DataverseAtOnce.operation(UUID.randomUUID(), State.RUNNING, "", ""));
        environment.publishing.add(published(DataverseAtOnce.DAY.plusSeconds(1)));
        environment.losingAnswer("publishAll");
        new PublishCustomizations(Targets.of(environment.api(), messages)).publish(PublishSelection.ALL);
        assertThat(environment.count("publishAll")).isEqualTo(1);
    }

    private static HistoryEntry published(Instant start) {
        return new HistoryEntry(
                "",
                "",
                4,
                0,
                true,
                true,
                "",
                "",
                Optional.of(start),
                Optional.of(start.plusSeconds(5)),
                "",
                false,
                false);
    }

    /** So often is the effect looked for after a lost answer, every five seconds. */
    private static int looksOf(int seconds) {
        return seconds / 5 + 1;
    }

    @Test
    void a_failed_job_tells_why_without_the_wrappers_of_the_service() {
        environment.nextJobEnds(
                State.FAILED,
                "Solution manifest import: FAILURE: The solution is not there. , ProductUpdatesOnly : False",
                "0x80048037");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(this::run)
                .withMessageStartingWith("Publish in dev failed (0x80048037): The solution is not there.")
                .withMessageNotContaining("ProductUpdatesOnly");
    }

    @Test
    void a_canceled_job_and_one_that_goes_on_are_told_apart() {
        environment.nextJobEnds(State.CANCELED, "", "");
        assertThatThrownBy(this::run).hasMessageContaining("was canceled by someone");
        environment.nextJobEnds(State.RUNNING, "", "");
        assertThatThrownBy(this::run)
                .hasMessageContaining("cannot be waited for any longer")
                .hasMessageContaining("may go on");
    }

    private void run() {
        Target target = Targets.of(environment.api(), false, messages, Targets.noting(states));
        target.jobs().run(new Work() {
            @Override
            public String task() {
                return "Publish";
            }

            @Override
            public Optional<UUID> start() {
                return target.dataverse().publishAll();
            }

            @Override
            public boolean isDone() {
                looksUntilDone--;
                return done || looksUntilDone <= 0;
            }
        });
    }
}
