package io.github.dataversealm.solution.emulator.odata;

/** A request that is not understood: the text is for the one who wrote it. */
public final class ODataFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ODataFault(String message) {
        super(message);
    }
}
