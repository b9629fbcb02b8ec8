package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ReplacingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import okhttp3.ResponseBody;

/** Exporting and downloading what was exported (spec §2.8). */
final class ExportCalls {

    /** pac's words for the groups of settings, and the parameters they are. */
    private static final Map<String, String> GROUPS = new TreeMap<>(Map.ofEntries(
            Map.entry("autonumbering", "ExportAutoNumberingSettings"),
            Map.entry("calendar", "ExportCalendarSettings"),
            Map.entry("customization", "ExportCustomizationSettings"),
            Map.entry("emailtracking", "ExportEmailTrackingSettings"),
            Map.entry("externalapplications", "ExportExternalApplications"),
            Map.entry("general", "ExportGeneralSettings"),
            Map.entry("isvconfig", "ExportIsvConfig"),
            Map.entry("marketing", "ExportMarketingSettings"),
            Map.entry("outlooksynchronization", "ExportOutlookSynchronizationSettings"),
            Map.entry("relationshiproles", "ExportRelationshipRoles"),
            Map.entry("sales", "ExportSales")));

    private final WebApi api;

    ExportCalls(WebApi api) {
        this.api = api;
    }

    StartedJob start(ExportRequest request) {
        ObjectNode body =
                JsonBody.object().put("SolutionName", request.solutionName()).put("Managed", request.managed());
        request.include().stream().map(ExportCalls::parameter).sorted().forEach(name -> body.put(name, true));
        ApiCall call = ApiCall.post(
                CallKind.START,
                "The export of " + request.solutionName(),
                api.url("ExportSolutionAsync").build(),
                JsonBody.of(body));
        Row row = api.row(call);
        return api.readWith(call, () -> new StartedJob(row.requiredId(JobCalls.OPERATION_ID), row.id("ExportJobId")));
    }

    private static String parameter(String group) {
        String name = GROUPS.get(group.strip().toLowerCase(Locale.ROOT));
        if (name == null) {
            throw new SolutionException(
                    null,
                    "'" + group + "' is no group of settings that an export can include.",
                    "The groups are " + String.join(", ", GROUPS.keySet()) + ": -Dsolution.include=general,calendar");
        }
        return name;
    }

    /** Repeated as a read. The target is replaced only by a complete zip. */
    void download(UUID exportJobId, Path target) throws IOException {
        ApiCall call = ApiCall.post(
                        CallKind.READ,
                        "Downloading the exported solution",
                        api.url("DownloadSolutionExportData").build(),
                        JsonBody.of(JsonBody.object().put("ExportJobId", exportJobId.toString())))
                .slowly();
        WebApi.withFile(() -> api.send(call, response -> {
            save(response.body(), target);
            return target;
        }));
    }

    private void save(ResponseBody body, Path target) throws IOException {
        try (ReplacingFile file = create(target)) {
            api.answers().binary(body, "ExportSolutionFile", new FileOutput(file));
            check(written(file));
            finish(file);
        }
    }

    private static void check(Path zip) throws IOException {
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            if (opened.getEntry("solution.xml") == null) {
                throw WrongAnswerException.odd("answered with a zip that is no solution");
            }
        } catch (ZipException e) {
            throw WrongAnswerException.odd("answered with a file that is no zip");
        }
    }

    private static ReplacingFile create(Path target) throws LocalFileException {
        try {
            return ReplacingFile.create(target);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static Path written(ReplacingFile file) throws LocalFileException {
        try {
            return file.written();
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static void finish(ReplacingFile file) throws LocalFileException {
        try {
            file.finish();
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    /** Tells a full disk from a broken connection. */
    private static final class FileOutput extends OutputStream {

        private final ReplacingFile file;

        FileOutput(ReplacingFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                file.write(bytes, from, from + length);
            } catch (IOException e) {
                throw new LocalFileException(e);
            }
        }
    }
}
