package io.github.dataversealm.solution.dataverse;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import okhttp3.HttpUrl;

/** What runs and ran: {@code asyncoperations}, {@code importjobs}, their verdict and the history (spec §2.4, §3.3 to §3.6). */
final class JobCalls {

    /** How answers name the operation that they started; the reference pages and the service differ. */
    static final String[] OPERATION_ID = {"AsyncOperationId", "AsyncJobId", "asyncoperationid"};

    private static final String OPERATION_COLUMNS =
            "asyncoperationid,name,messagename,operationtype,statecode,statuscode,"
                    + "message,friendlymessage,errorcode,createdon,startedon,completedon,_ownerid_value";
    private static final String JOB_COLUMNS = "importjobid,solutionname,progress,createdon,startedon,completedon";
    private static final String HISTORY_COLUMNS = "msdyn_name,msdyn_solutionversion,msdyn_operation,msdyn_suboperation,"
            + "msdyn_status,msdyn_result,msdyn_errorcode,msdyn_exceptionmessage,msdyn_starttime,msdyn_endtime,"
            + "msdyn_publishername,msdyn_ismanaged,msdyn_ispatch";
    private static final String FORMATTED = "OData.Community.Display.V1.FormattedValue";
    private static final int COMPLETED = 3;
    private static final int NO_STATE = -1;
    private static final int HISTORY_ROWS = 5_000;

    private final WebApi api;

    JobCalls(WebApi api) {
        this.api = api;
    }

    // ---------------------------------------------------------------- operations

    Optional<AsyncOperation> operation(UUID operationId) {
        ApiCall call = ApiCall.get(
                "Reading the state of the operation",
                api.url("asyncoperations")
                        .key(operationId)
                        .select(OPERATION_COLUMNS)
                        .build());
        return api.rowIfKnown(call).map(row -> api.readWith(call, () -> operation(row)));
    }

    List<AsyncOperation> running() {
        return operations("Looking for running solution operations", "statecode ne " + COMPLETED, "createdon asc");
    }

    private List<AsyncOperation> operations(String what, String condition, String order) {
        HttpUrl url = api.url("asyncoperations")
                .select(OPERATION_COLUMNS)
                .filter(condition + " and " + SolutionOperations.filter())
                .orderBy(order)
                .build();
        ApiCall call = ApiCall.get(what, url).with("Prefer", "odata.include-annotations=\"" + FORMATTED + "\"");
        List<Row> rows = api.list(call);
        return api.readWith(
                call,
                () -> rows.stream()
                        .filter(row ->
                                SolutionOperations.include(row.number("operationtype", 0), row.text("messagename")))
                        .map(JobCalls::operation)
                        .toList());
    }

    private static AsyncOperation operation(Row row) {
        String owner = row.text("_ownerid_value@" + FORMATTED);
        return new AsyncOperation(
                row.requiredId("asyncoperationid"),
                row.text("name"),
                row.text("messagename"),
                state(row.number("statecode", NO_STATE), row.number("statuscode", NO_STATE)),
                row.text("message"),
                row.text("friendlymessage"),
                ErrorCode.parse(row.text("errorcode")).filter(code -> code.value() != 0),
                row.time("createdon"),
                row.time("startedon"),
                row.time("completedon"),
                owner.isEmpty() ? row.text("_ownerid_value") : owner);
    }

    private static AsyncOperation.State state(int state, int status) {
        if (state == COMPLETED) {
            return switch (status) {
                case 30 -> AsyncOperation.State.SUCCEEDED;
                case 32 -> AsyncOperation.State.CANCELED;
                case 31 -> AsyncOperation.State.FAILED;
                default ->
                    throw WrongAnswerException.odd(
                            "answered with an operation that is completed, but with the unknown status " + status);
            };
        }
        if (state == NO_STATE) {
            throw WrongAnswerException.odd("answered with an operation without a state");
        }
        return state == 2 ? AsyncOperation.State.RUNNING : AsyncOperation.State.WAITING;
    }

    // ---------------------------------------------------------------- import jobs

    Optional<ImportJob> importJob(UUID importJobId) {
        ApiCall call = ApiCall.get(
                "Reading the progress of the import",
                api.url("importjobs").key(importJobId).select(JOB_COLUMNS).build());
        return api.rowIfKnown(call).map(row -> api.readWith(call, () -> job(row, Optional.of(importJobId))));
    }

    List<ImportJob> importJobs(String solutionName, Instant since) {
        HttpUrl url = api.url("importjobs")
                .select(JOB_COLUMNS)
                .filter("solutionname eq " + ODataUrl.literal(solutionName) + " and createdon ge "
                        + ODataUrl.seconds(since))
                .orderBy("createdon desc")
                .build();
        ApiCall call = ApiCall.get("Looking for imports of " + solutionName, url);
        List<Row> rows = api.list(call);
        return api.readWith(
                call, () -> rows.stream().map(row -> job(row, Optional.empty())).toList());
    }

    private static ImportJob job(Row row, Optional<UUID> known) {
        return new ImportJob(
                row.id("importjobid").or(() -> known).orElseGet(() -> row.requiredId("importjobid")),
                row.text("solutionname"),
                row.decimal("progress"),
                row.time("createdon"),
                row.time("startedon"),
                row.time("completedon"));
    }

    Optional<String> importJobData(UUID importJobId) {
        ApiCall call = ApiCall.get(
                        "Reading the log of the import",
                        api.url("importjobs").key(importJobId).select("data").build())
                .slowly();
        int max = api.answers().limits().maxLogBytes();
        return WebApi.ifKnown(() -> api.send(call, response -> api.answers().row(response.body(), max)))
                .flatMap(row -> api.readWith(call, () -> row.optionalText("data")))
                .filter(data -> !data.isBlank());
    }

    /** On v9.0, where it has been recorded (spec §2.4). */
    Optional<ImportVerdict> verdict(UUID importJobId) {
        ApiCall call = ApiCall.get(
                "Reading the verdict on the import",
                api.url("v9.0", "RetrieveSolutionImportResult(ImportJobId=" + importJobId + ")")
                        .build());
        try {
            return api.rowIfKnown(call)
                    .flatMap(row -> api.readWith(call, () -> verdict(row.row("SolutionOperationResult"))));
        } catch (ServiceException e) {
            boolean unknownJob =
                    e.code().filter(new ErrorCode(0x80044252)::equals).isPresent();
            if (unknownJob || e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<ImportVerdict> verdict(Row result) {
        String status = result.text("Status");
        boolean passed = status.equalsIgnoreCase("Passed") || status.equals("1");
        if (!passed && !status.equalsIgnoreCase("Failed") && !status.equals("0")) {
            // such as that of a job that still runs: no verdict is better than a wrong one
            return Optional.empty();
        }
        return Optional.of(new ImportVerdict(passed, result.texts("WarningMessages"), result.texts("ErrorMessages")));
    }

    // ---------------------------------------------------------------- history

    List<HistoryEntry> history(Optional<String> solutionName, int limit) {
        ODataUrl url = api.url("msdyn_solutionhistories")
                .select(HISTORY_COLUMNS)
                .orderBy("msdyn_starttime desc")
                .top(limit);
        if (solutionName.isEmpty()) {
            return entries(url.build(), limit);
        }
        try {
            url.filter("msdyn_name eq " + ODataUrl.literal(solutionName.get()));
            return entries(url.build(), limit);
        } catch (ServiceException e) {
            if (e.status() != 400) {
                throw e;
            }
            // the virtual table refuses conditions at times: then the rows are chosen here
            HttpUrl all =
                    api.url("msdyn_solutionhistories").select(HISTORY_COLUMNS).build();
            return entries(all, HISTORY_ROWS).stream()
                    .filter(entry -> entry.solutionName().equalsIgnoreCase(solutionName.get()))
                    .limit(limit)
                    .toList();
        }
    }

    private List<HistoryEntry> entries(HttpUrl url, int limit) {
        ApiCall call = ApiCall.get("Reading the solution history", url);
        List<Row> rows = api.list(call, limit);
        return api.readWith(
                call,
                () -> rows.stream()
                        .map(JobCalls::entry)
                        .sorted(Comparator.comparing((HistoryEntry entry) ->
                                        entry.startTime().orElse(Instant.MIN))
                                .reversed())
                        .limit(limit)
                        .toList());
    }

    private static HistoryEntry entry(Row row) {
        return new HistoryEntry(
                row.text("msdyn_name"),
                row.text("msdyn_solutionversion"),
                row.number("msdyn_operation", 9),
                row.number("msdyn_suboperation", 0),
                row.number("msdyn_status", 0) == 1,
                row.flag("msdyn_result"),
                row.text("msdyn_errorcode"),
                row.text("msdyn_exceptionmessage"),
                row.time("msdyn_starttime"),
                row.time("msdyn_endtime"),
                row.text("msdyn_publishername"),
                row.flag("msdyn_ismanaged"),
                row.flag("msdyn_ispatch"));
    }
}
