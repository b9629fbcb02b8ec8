package io.github.dataversealm.solution.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a token in memory and renews it before it expires. When the login service is down at that moment, the token at
 * hand is used as long as it is good, so that an outage of minutes does not end an import.
 */
final class RenewedTokens implements TokenProvider {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Flow flow;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Flow.Grant grant;
    private Instant renewal;
    private boolean refused;

    RenewedTokens(Flow flow, InstantSource clock) {
        this.flow = flow;
        this.clock = clock;
    }

    @Override
    public String token() {
        lock.lock();
        try {
            if (grant == null || !clock.instant().isBefore(renewal)) {
                renew();
            }
            return grant.token().reveal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(String token) {
        lock.lock();
        try {
            // Another thread may have a new one already.
            if (grant != null && grant.token().reveal().equals(token)) {
                grant = null;
                refused = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private void renew() {
        Instant now = clock.instant();
        try {
            grant = flow.acquire(grant != null || refused);
            refused = false;
            Duration life = Duration.between(now, grant.expires());
            Duration early = life.dividedBy(4).compareTo(EARLY) < 0 ? life.dividedBy(4) : EARLY;
            renewal = grant.expires().minus(early);
        } catch (SignInException e) {
            if (grant == null || !now.plus(LAST_MOMENT).isBefore(grant.expires())) {
                grant = null;
                throw e;
            }
            Instant next = now.plus(PAUSE);
            renewal = next.isBefore(grant.expires()) ? next : grant.expires().minus(LAST_MOMENT);
        }
    }
}
