package io.github.dataversealm.solution.mojo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/** What the modules of one build know in common. It ends with the build, and other builds in the same JVM have their own. */
final class SessionMap {

    private SessionMap() {}

    /** The map of that name, made by whoever asks first. The resolver of Maven 3.8 has no {@code computeIfAbsent}. */
    @SuppressWarnings("unchecked")
    static <T> Map<String, T> of(MavenSession session, String name) {
        SessionData data = session.getRepositorySession().getData();
        data.set(name, null, new ConcurrentHashMap<String, T>());
        return (Map<String, T>) data.get(name);
    }
}
