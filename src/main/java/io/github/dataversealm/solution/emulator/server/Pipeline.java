package io.github.dataversealm.solution.emulator.server;

import io.github.dataversealm.solution.emulator.checker.CheckerService;
import io.github.dataversealm.solution.emulator.fault.FaultInjector;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.emulator.identity.Caller;
import io.github.dataversealm.solution.emulator.identity.IdentityService;
import io.github.dataversealm.solution.emulator.identity.UnauthorizedException;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.odata.ODataFault;
import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The way of a request: the faults it is to meet, who sends it, what it means. */
public final class Pipeline {

    private static final int HINT_OF_PARALLELISM = 8;

    private final ControlApi control;
    private final FaultInjector faults;
    private final Gate gate;
    private final IdentityService identity;
    private final WebApi api;
    private final CheckerService checker;
    private final RateWindow window;
    private final Outside outside;

    /** What a fault does outside of the request. */
    public interface Outside {
        /** Lets another operation hold the customization lock for the time. */
        void holdLock(long millis) throws IOException;

        /** Stops the server and starts it again after the time. */
        void restart(long millis);
    }

    public Pipeline(
            ControlApi control,
            FaultInjector faults,
            Gate gate,
            IdentityService identity,
            WebApi api,
            CheckerService checker,
            Clock clock,
            Outside outside) {
        this.control = control;
        this.faults = faults;
        this.gate = gate;
        this.identity = identity;
        this.api = api;
        this.checker = checker;
        this.outside = outside;
        window = new RateWindow(clock);
    }

    /** @throws CutException to end the connection without an answer */
    WebResponse handle(WebRequest request) throws IOException {
        if (ControlApi.owns(request.path())) {
            return control.handle(request);
        }
        gate.pass();
        Optional<FaultRule> fault = faults.next(
                request.method(), request.path(), WebApi.target(request.path()).orElse(""));
        return fault.isPresent() ? faulty(fault.get(), request) : service(request);
    }

    private WebResponse service(WebRequest request) throws IOException {
        Optional<WebResponse> page;
        try {
            page = identity.handle(request);
        } catch (ODataFault e) {
            return WebResponse.text(400, "text/plain", e.getMessage());
        }
        if (page.isPresent()) {
            return page.get();
        }
        if (CheckerService.owns(request.path())) {
            return checker.handle(request);
        }
        if (!WebApi.owns(request.path())) {
            return WebResponse.text(404, "text/html", "<html><body>404 - Not Found</body></html>");
        }
        long start = System.nanoTime();
        WebResponse answer = called(request);
        window.add(Duration.ofNanos(System.nanoTime() - start));
        return dressed(answer);
    }

    private WebResponse called(WebRequest request) throws IOException {
        Caller caller;
        try {
            caller = identity.authenticate(request);
        } catch (UnauthorizedException e) {
            return e.answer();
        } catch (ServiceFault e) {
            return api.error(e);
        }
        return api.handle(request, caller);
    }

    /** The headers that every answer of the service has (spec §1.1, §1.10). */
    private WebResponse dressed(WebResponse answer) {
        return answer.with("OData-Version", "4.0")
                .with("x-ms-service-request-id", UUID.randomUUID().toString())
                .with("REQ_ID", UUID.randomUUID().toString())
                .with("x-ms-ratelimit-burst-remaining-xrm-requests", Integer.toString(window.requestsLeft()))
                .with(
                        "x-ms-ratelimit-time-remaining-xrm-requests",
                        String.format(Locale.ROOT, "%d.00", window.timeLeft().toSeconds()))
                .with("x-ms-dop-hint", Integer.toString(HINT_OF_PARALLELISM));
    }

    private WebResponse faulty(FaultRule rule, WebRequest request) throws IOException {
        FaultKind kind = rule.kind();
        if (kind.isAnswer()) {
            if (rule.afterHandling()) {
                service(request);
            }
            return answer(rule);
        }
        return switch (kind) {
            case CUT_BEFORE_READING -> throw new CutException();
            case CUT_AFTER_READING -> {
                request.body().transferTo(OutputStream.nullOutputStream());
                throw new CutException();
            }
            case CUT_AFTER_HANDLING -> {
                service(request);
                throw new CutException();
            }
            case CUT_WITHIN_ANSWER -> halved(service(request));
            case DELAY -> {
                pause(rule.delayMillis());
                yield service(request);
            }
            case EXPIRED_TOKEN -> identity.expired(request.baseUrl());
            case REVOKED_TOKEN -> identity.revoked(request.baseUrl());
            case LOCK_HELD -> {
                outside.holdLock(rule.delayMillis());
                yield service(request);
            }
            case RESTART -> {
                if (rule.afterHandling()) {
                    service(request);
                }
                outside.restart(rule.delayMillis());
                throw new CutException();
            }
            default -> throw new IllegalStateException("no such fault: " + kind);
        };
    }

    private WebResponse answer(FaultRule rule) throws IOException {
        FaultKind kind = rule.kind();
        WebResponse answer;
        if (kind.code() != 0) {
            answer = dressed(api.error(new ServiceFault(kind.status(), kind.code(), kind.text())));
        } else if (kind.contentType().isPresent()) {
            answer = WebResponse.text(kind.status(), kind.contentType().get(), kind.text());
        } else {
            answer = WebResponse.empty(kind.status());
        }
        return rule.retryAfter() > 0 ? answer.with("Retry-After", Integer.toString(rule.retryAfter())) : answer;
    }

    private static void pause(long millis) throws CutException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutException();
        }
    }

    /** The same answer, of which the second half never comes. */
    private static WebResponse halved(WebResponse answer) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        answer.content().writeTo(whole);
        if (whole.size() == 0) {
            throw new CutException();
        }
        byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
        int length = whole.size();
        return new WebResponse(answer.status(), answer.headers(), answer.contentType(), new WebResponse.Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(half);
                out.flush();
                throw new CutException();
            }

            @Override
            public long length() {
                return length;
            }
        });
    }
}
