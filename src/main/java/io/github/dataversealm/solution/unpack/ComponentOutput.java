package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentKind;
import java.io.IOException;

/** What a {@link CustomizationsSplitter} hands its components to. */
interface ComponentOutput {

    /** An empty buffer. */
    ComponentBuffer buffer();

    /** Takes back a buffer that was not handed over. */
    void release(ComponentBuffer buffer) throws IOException;

    /** Whether components of this kind become files in this pass. */
    boolean takes(ComponentKind kind);

    /** Whether this pass reads the managed zip of a pair, whose variants have names of their own. */
    boolean isManagedPass();

    /** What became of a component's file. */
    enum Handling {
        /** The buffer was taken over. */
        WRITTEN,
        /** The folder has the component already; the buffer still belongs to the caller and can be released. */
        ELSEWHERE,
        /** The folder has no place for it; the buffer still belongs to the caller, who preserves what is in it. */
        REFUSED
    }

    /** Takes over the file of a component. */
    Handling file(ComponentKind kind, String path, ComponentBuffer buffer) throws IOException;

    /** Takes over a file that belongs to no single component. */
    void file(String path, ComponentBuffer buffer) throws IOException;

    /** Takes over the bytes of a text that was detached from its component. */
    void detached(String path, byte[] bytes) throws IOException;

    /** Takes over entries of a component that is preserved and not written. */
    void preservedEntriesOf(ComponentKind kind, ComponentFacts facts) throws IOException;

    /** Says that a component was written, so that its entries can follow. */
    void entriesOf(ComponentKind kind, String path, ComponentFacts facts) throws IOException;

    /** Says that the component of that path names an entry somewhere in its element. */
    void namedEntry(ComponentKind kind, String path, String name) throws IOException;
}
