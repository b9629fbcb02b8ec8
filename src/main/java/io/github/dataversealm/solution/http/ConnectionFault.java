package io.github.dataversealm.solution.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What a failed connection means for a person.
 *
 * @param problem one sentence with the host
 * @param advice what to look at next
 * @param lasting whether trying again helps
 */
public record ConnectionFault(String problem, String advice, Lasting lasting) {

    /** How long a fault lasts. */
    public enum Lasting {
        /** It may be gone in a moment. */
        PASSING,
        /** It is there to stay, unless the host has been reached before: then the network is away for a while. */
        UNLESS_REACHED_BEFORE,
        /** It stays until someone changes something. */
        STAYING
    }

    /** Whether it is the same at the next try, for a host that has not been reached yet. */
    public boolean permanent() {
        return lasting != Lasting.PASSING;
    }

    private static final String PROXY =
            "If this machine reaches the internet through a proxy, set up <proxy> in settings.xml.";

    /**
     * A fault at the host of an environment.
     *
     * @param host the host, with its port where that is unusual
     */
    public static ConnectionFault of(IOException failure, String host) {
        return of(failure, host, "the url of the environment");
    }

    /** @param named what the host was taken from, for the advice: {@code the url of the environment} */
    public static ConnectionFault of(IOException failure, String host, String named) {
        if (failure instanceof RefusedConnectionException refused) {
            return new ConnectionFault(refused.problem(), refused.advice(), Lasting.STAYING);
        }
        if (failure instanceof UnknownHostException) {
            return new ConnectionFault(
                    "The host " + host + " is not known.",
                    "Check " + named + " for a slip of the pen. " + PROXY,
                    Lasting.UNLESS_REACHED_BEFORE);
        }
        if (failure instanceof SSLPeerUnverifiedException) {
            return new ConnectionFault(
                    "The certificate of " + host + " is made out to another name.",
                    "Check " + named + ". If it is right, something between this machine and " + host
                            + " answers in its place, such as a proxy that inspects TLS.",
                    Lasting.UNLESS_REACHED_BEFORE);
        }
        if (failure instanceof SSLException) {
            return tls((SSLException) failure, host, named);
        }
        if (failure instanceof UnknownServiceException) {
            return new ConnectionFault(
                    host + " speaks no encryption that is safe: " + failure.getMessage(),
                    "TLS 1.2 or newer is needed. Check " + named + " and the proxy.",
                    Lasting.UNLESS_REACHED_BEFORE);
        }
        if (failure instanceof SocketTimeoutException || failure instanceof InterruptedIOException) {
            return new ConnectionFault(
                    host + " did not answer in time.",
                    "Try again. If it stays so, look at the service health in the Power Platform admin center, and at"
                            + " the firewall. " + PROXY,
                    Lasting.PASSING);
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return new ConnectionFault(
                    "No connection to " + host + " can be made: " + words(failure) + ".",
                    LocalHosts.isLoopback(name(host))
                            ? "Nothing listens there: start the local environment with mvn solution:emulator, or check the port."
                            : "Check " + named + " and the firewall. " + PROXY,
                    Lasting.PASSING);
        }
        if (words(failure).toLowerCase(Locale.ROOT).contains("authenticate with proxy")) {
            return new ConnectionFault(
                    "The proxy refuses to connect to " + host + " without a right user name and password.",
                    "Set <username> and <password> of the <proxy> in settings.xml.",
                    Lasting.UNLESS_REACHED_BEFORE);
        }
        if (words(failure).toLowerCase(Locale.ROOT).contains("code for connect")) {
            return new ConnectionFault(
                    "The proxy refuses to connect to " + host + ": " + words(failure) + ".",
                    "Let it pass " + host + ", or name the host in <nonProxyHosts> of the <proxy> in settings.xml.",
                    Lasting.PASSING);
        }
        String how = failure instanceof EOFException ? "it was closed before the answer was complete" : words(failure);
        return new ConnectionFault(
                "The connection to " + host + " broke: " + how + ".",
                "Try again. If it stays so, look at the proxy or firewall between this machine and " + host + ".",
                Lasting.PASSING);
    }

    private static ConnectionFault tls(SSLException failure, String host, String named) {
        boolean certificate = failure instanceof SSLHandshakeException && hasCause(failure, CertificateException.class)
                || words(failure).contains("PKIX");
        if (certificate) {
            return new ConnectionFault(
                    "The certificate of " + host + " is not trusted by this JVM.",
                    "If it is that of your company's proxy, or of mvn solution:emulator, name its certificate authority, a PEM file:"
                            + " -Dsolution.trustedCertificates=<file>. Or use the trust store of the system with MAVEN_OPTS:"
                            + " -Djavax.net.ssl.trustStoreType=Windows-ROOT (Windows) or KeychainStore (macOS).",
                    Lasting.UNLESS_REACHED_BEFORE);
        }
        return new ConnectionFault(
                "No encrypted connection to " + host + " can be made: " + words(failure) + ".",
                "Check that " + named + " and its port are right and that no proxy breaks TLS.",
                failure instanceof SSLHandshakeException ? Lasting.UNLESS_REACHED_BEFORE : Lasting.PASSING);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    /** The first line of a message, in one length that fits a log. */
    private static String words(IOException failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse("");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
