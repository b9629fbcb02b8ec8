package io.github.dataversealm.solution.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.message.SolutionException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The switches of the local environment: where the behaviour of the service varies or is not known for certain
 * (rows marked KNOB or uncertain in the facts that this project works from), it can be set. Times are in milliseconds.
 *
 * @param queueDelayMillis from the start of a job to the moment a worker takes it; the service needs about 25 s
 * @param jobMillis how long a job works in total, spread over its phases; the service needs minutes
 * @param jobRowDelayMillis how long after the start call the row of the job cannot be seen
 * @param jobQueueState {@code statecode} of a job that waits behind another one: READY 0/0 or SUSPENDED 1/10
 * @param importOperationType {@code operationtype} of an import job: 203, or 54 as in a recording of 2023
 * @param honourImportJobId whether the {@code ImportJobId} of an asynchronous call becomes the id of the import job
 * @param strictVersions whether an import over the same or a higher version is refused
 * @param lockStatus HTTP status of a call that meets the customization lock: 429, 400 or 503
 * @param lockRetryAfter seconds in {@code Retry-After} of that answer; 0 leaves the header out
 * @param lockAtStart whether an asynchronous start meets the lock at once, instead of its job
 * @param queueBehindRunningJob whether a job waits for the one before it; otherwise it fails with the lock's error
 * @param publishLockMillis how long after an import the lock is still held by the work behind it
 * @param maxRequestBytes the largest body of a request
 * @param unauthorizedBody the body of 401 answers
 * @param badZipSync whether a file that is no solution is an error of the StageSolution call, instead of a result
 * @param badXmlSync whether XML that is not well formed is an error of the StageSolution call, instead of a result
 * @param activateFlows whether an import switches on the flows that are on in the package; otherwise they stay as they are,
 *     and new ones are off
 * @param flowActivationFailure what a flow that cannot be switched on does to an import
 * @param takeComponentParameters whether an import sets what its component parameters say; otherwise it leaves them out
 * @param unknownComponentParameters what component parameters of components outside the package do
 * @param stageAndUpgradeInstalls whether StageAndUpgrade installs a solution that is not there, instead of failing
 * @param singleStepSuboperation {@code msdyn_suboperation} of StageAndUpgrade: 5 or 2
 * @param jobIdMember the member with the job's id in the answers of DeleteAndPromoteAsync and PublishAllXmlAsync
 * @param importSolutionEmptyBody whether ImportSolution answers 200 with an empty object, instead of 204
 * @param resultWhileRunning what RetrieveSolutionImportResult does before the job ends
 * @param unknownResultStatus HTTP status of RetrieveSolutionImportResult for an unknown job: 400 (0x80044252) or 404
 * @param finalProgress {@code progress} of an import job that succeeded
 * @param cancelRunningImports whether a running import can be cancelled
 * @param deleteSucceededJobs whether the row of a job goes away when it has succeeded
 * @param preferredSolutionWrapped whether GetPreferredSolution wraps the entity in a member
 * @param wrongVerbStatus answer to GET of an action and POST of a function: 404 or 405
 * @param historyFilterRefused whether {@code $filter} on the solution history is refused
 * @param stageUploadLifeMinutes how long an upload of StageSolution can be used
 * @param maxWebResourceKilobytes the organization's attachment limit
 * @param pageSize rows of a page when the client does not ask for fewer
 * @param tokenSeconds how long a token of the token endpoint can be used
 * @param devicePollSeconds how often a client may ask whether a device code was typed
 * @param checkerOutcome how the runs of the checker service end
 * @param checkerUploadBytes the largest file that the checker service takes
 */
public record Knobs(
        long queueDelayMillis,
        long jobMillis,
        long jobRowDelayMillis,
        QueueState jobQueueState,
        int importOperationType,
        boolean honourImportJobId,
        boolean strictVersions,
        int lockStatus,
        int lockRetryAfter,
        boolean lockAtStart,
        boolean queueBehindRunningJob,
        long publishLockMillis,
        long maxRequestBytes,
        UnauthorizedBody unauthorizedBody,
        boolean badZipSync,
        boolean badXmlSync,
        boolean activateFlows,
        Severity flowActivationFailure,
        boolean takeComponentParameters,
        Unknown unknownComponentParameters,
        boolean stageAndUpgradeInstalls,
        int singleStepSuboperation,
        String jobIdMember,
        boolean importSolutionEmptyBody,
        Early resultWhileRunning,
        int unknownResultStatus,
        double finalProgress,
        boolean cancelRunningImports,
        boolean deleteSucceededJobs,
        boolean preferredSolutionWrapped,
        int wrongVerbStatus,
        boolean historyFilterRefused,
        int stageUploadLifeMinutes,
        int maxWebResourceKilobytes,
        int pageSize,
        long tokenSeconds,
        int devicePollSeconds,
        CheckerOutcome checkerOutcome,
        long checkerUploadBytes) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The state of a job that waits. */
    public enum QueueState {
        READY,
        SUSPENDED
    }

    /** The body of an answer to a request without a usable token. */
    public enum UnauthorizedBody {
        EMPTY,
        HTML,
        JSON
    }

    /** Whether something is only told or stops the work. */
    public enum Severity {
        WARNING,
        FAILURE
    }

    /** What is done with something unknown. */
    public enum Unknown {
        IGNORED,
        ERROR
    }

    /** What is answered before the end is known. */
    public enum Early {
        ERROR,
        STATUS
    }

    /** The end of a run of the checker service. */
    public enum CheckerOutcome {
        FINISHED,
        FINISHED_WITH_ERRORS,
        FAILED
    }

    /** The readings that the facts call the likelier ones; times as short as they can be. */
    public static Knobs defaults() {
        return new Knobs(
                20,
                100,
                0,
                QueueState.READY,
                203,
                true,
                false,
                429,
                0,
                false,
                true,
                0,
                128L << 20,
                UnauthorizedBody.EMPTY,
                true,
                false,
                true,
                Severity.WARNING,
                true,
                Unknown.IGNORED,
                false,
                5,
                "AsyncOperationId",
                false,
                Early.ERROR,
                400,
                100,
                false,
                false,
                false,
                404,
                false,
                60,
                5120,
                5000,
                3599,
                1,
                CheckerOutcome.FINISHED,
                30L << 20);
    }

    /**
     * The same switches with one of them set, by the name of its component.
     *
     * @param value a number, text or truth value; text is read as the component's type
     * @throws SolutionException when there is no such switch, or the value is not of its type
     */
    public Knobs with(String name, Object value) {
        return with(Map.of(name, value));
    }

    /** The same switches with some of them set. */
    public Knobs with(Map<String, ?> values) {
        ObjectNode all = JSON.valueToTree(this);
        values.forEach((name, value) -> {
            if (!all.has(name)) {
                throw new SolutionException(
                        null, "The local environment has no switch \"" + name + "\".", "Its switches are: " + names());
            }
            all.set(name, JSON.valueToTree(value));
        });
        try {
            return JSON.treeToValue(all, Knobs.class);
        } catch (JsonProcessingException e) {
            throw new SolutionException(
                    null, "A switch of the local environment has a value that it cannot take: " + values + ".", "", e);
        }
    }

    /** The switches by name. */
    public ObjectNode toJson() {
        return JSON.valueToTree(this);
    }

    private static String names() {
        return Arrays.stream(Knobs.class.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
    }
}
