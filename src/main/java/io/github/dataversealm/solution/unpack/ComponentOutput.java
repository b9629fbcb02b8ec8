package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentKind;
import java.io.IOException;

/** What a {@link CustomizationsSplitter} hands its components to. */
interface ComponentOutput {

    /** What became of a component. */
    enum Handling {
        /** It is a file now; its buffer was taken over. */
        WRITTEN,
        /** The folder has it already; the buffer was taken over to be compared with that. */
        COMPARED,
        /** Another pass writes it; the buffer still belongs to the caller. */
        ELSEWHERE,
        /** The folder has no place for it; the buffer still belongs to the caller, who preserves what is in it. */
        REFUSED
    }

    /** An empty buffer. */
    ComponentBuffer buffer();

    /** Takes back a buffer that was not handed over. */
    void release(ComponentBuffer buffer) throws IOException;

    /** Whether components of this kind become files in this pass. */
    boolean takes(ComponentKind kind);

    /** Whether this pass reads a managed zip, whose variants have names of their own. */
    boolean isManaged();

    /** Takes over the file of a component, and the entries that belong to it. */
    Handling component(ComponentKind kind, String path, ComponentFacts facts, ComponentBuffer buffer)
            throws IOException;

    /** Takes over the entries of a component that has no path. */
    void unnamed(ComponentKind kind, ComponentFacts facts) throws IOException;

    /** Says that the component of that path, with which this was done, names an entry somewhere in its element. */
    void namedEntry(ComponentKind kind, String path, String name, Handling handling) throws IOException;

    /** Takes over the bytes of a text that was detached from a component that was written. */
    void detached(String path, byte[] bytes) throws IOException;

    /** Whether relationships become files in this pass. */
    boolean takesRelationships();

    /** Takes over, or drops, a file that belongs to no single component. */
    void file(String path, ComponentBuffer buffer) throws IOException;
}
