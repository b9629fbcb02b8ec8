package io.github.dataversealm.solution.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which host names and addresses stay on this machine. Names are judged as they are written: nothing is looked up. */
public final class LocalHosts {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(?:\\.\\d{1,3}){3}");
    private static final Pattern LINK_LOCAL_V4 = Pattern.compile("169\\.254(?:\\.\\d{1,3}){2}");

    private LocalHosts() {}

    /** {@code localhost}, names below it, 127.0.0.0/8 and ::1. */
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || LOOPBACK_V4.matcher(name).matches()
                || name.equals("::1")
                || name.equals("[::1]")
                || name.equals("0:0:0:0:0:0:0:1");
    }

    /** 169.254.0.0/16: where the identity endpoint of an Azure machine or container listens, without TLS. */
    static boolean isLinkLocal(String host) {
        return LINK_LOCAL_V4.matcher(host).matches();
    }
}
