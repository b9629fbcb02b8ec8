package io.github.dataversealm.solution.dataverse;

import java.util.Optional;

/** Makes the exception of an error answer: what failed, what it means, the service's own words, what to do. */
final class ServiceFaults {

    private static final int MAX_MESSAGE = 2_000;

    private ServiceFaults() {}

    static ServiceException of(String what, String host, ErrorAnswer error) {
        Optional<ErrorAdvice> known = error.code().flatMap(ErrorAdvice::of);
        ErrorAdvice advice = known.orElseGet(() -> ErrorAdvice.ofStatus(error.status()));
        String name = error.code()
                .map(code -> known.map(row -> code + " " + row.name()).orElse(code.toString()))
                .orElse("HTTP " + advice.name());
        String problem = what + " failed: " + (error.claimsChallenge() ? CLAIMS : advice.problem()) + " (" + name + ")";
        String message = ServiceMessages.brief(error.message());
        if (!message.isEmpty() && !message.equals(advice.problem())) {
            String shown = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
            problem +=
                    System.lineSeparator() + (error.fromDataverse() ? "The service says: " : host + " says: ") + shown;
        }
        boolean gateway = !error.fromDataverse() && error.status() == 403;
        String next = error.claimsChallenge() ? CLAIMS_ADVICE : gateway ? GATEWAY_ADVICE : advice.advice();
        return new ServiceException(
                error.status(),
                error.code(),
                error.message(),
                problem,
                withRequestId(next, error),
                error.fromDataverse(),
                error.retryAfter(),
                error.requestId());
    }

    private static String withRequestId(String next, ErrorAnswer error) {
        String id = error.requestId()
                .map(text -> "For Microsoft's support: the service calls this request " + text + ".")
                .orElse("");
        return next.isEmpty() || id.isEmpty() ? next + id : next + System.lineSeparator() + id;
    }

    private static final String CLAIMS =
            "The sign-in was revoked, or a Conditional Access policy does not let it through.";
    private static final String CLAIMS_ADVICE =
            "Look at the sign-in logs of the application in the Microsoft Entra admin center (Monitoring > Sign-in logs): they"
                    + " name the policy, for example a list of allowed addresses. For people: sign in again with"
                    + " mvn solution:who-am-i -Denv=<environment>.";
    private static final String GATEWAY_ADVICE =
            "The answer is not from Dataverse: an IP firewall of the environment, a proxy or a firewall refuses this machine."
                    + " Environments with an IP firewall list the allowed addresses in the Power Platform admin center"
                    + " (Environments > <environment> > Settings > Privacy + Security).";
}
