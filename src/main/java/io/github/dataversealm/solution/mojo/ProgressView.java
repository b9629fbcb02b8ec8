package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.CrowdLines;
import io.github.dataversealm.solution.progress.LiveLine;
import io.github.dataversealm.solution.progress.ProgressLines;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.time.InstantSource;
import java.util.Map;
import org.apache.maven.execution.MavenExecutionRequest;
import org.eclipse.aether.transfer.TransferListener;

/**
 * How progress is shown: a live line to a person, lines in the log of a CI server, nothing with {@code -q} and {@code -ntp}.
 *
 * @param reporter what is reported while progress is shown goes through it
 */
record ProgressView(ProgressListener listener, Reporter reporter) implements AutoCloseable {

    private static final int WIDTH = 100;

    static ProgressView of(
            MavenExecutionRequest request, Map<String, String> variables, boolean info, Reporter reporter) {
        return of(request, variables, info, reporter, false);
    }

    /** @param crowd whether the work is done in so many environments that they are told of together */
    static ProgressView of(
            MavenExecutionRequest request,
            Map<String, String> variables,
            boolean info,
            Reporter reporter,
            boolean crowd) {
        if (!info || isQuiet(request == null ? null : request.getTransferListener())) {
            return new ProgressView(ProgressListener.silent(), reporter);
        }
        if (Terminal.isInteractive(request, variables)) {
            LiveLine line = new LiveLine(System.out, width(variables));
            return new ProgressView(line, line.above(reporter));
        }
        return new ProgressView(
                crowd ? new CrowdLines(reporter::info, InstantSource.system()) : new ProgressLines(reporter::info),
                reporter);
    }

    @Override
    public void close() {
        if (listener instanceof LiveLine line) {
            line.close();
        }
    }

    /** Maven takes {@code -ntp} for itself and shows it by the listener that it chooses. */
    private static boolean isQuiet(TransferListener transfers) {
        return transfers != null && transfers.getClass().getSimpleName().startsWith("Quiet");
    }

    private static int width(Map<String, String> variables) {
        String columns = variables.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) - 1 : WIDTH;
    }
}
