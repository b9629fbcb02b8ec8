package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentKind;

/**
 * Which part a pass over one zip has in an unpack. A pair is unpacked in three passes: what the managed zip decides, then
 * all else from the unmanaged zip, then what only the managed zip has and the layout drops
 * (spec solution-packager-behavior §6).
 */
enum PassRole {
    /** The only zip. */
    SINGLE,
    /** The managed zip of a pair: the kinds that are taken from it. */
    MANAGED_FIRST,
    /** The unmanaged zip of a pair: all that the managed zip has not given. */
    UNMANAGED,
    /** The managed zip of a pair again: what only it has. */
    MANAGED_REST;

    boolean isManaged() {
        return this == MANAGED_FIRST || this == MANAGED_REST;
    }

    /** Whether components of this kind become files. */
    boolean takes(ComponentKind kind) {
        switch (this) {
            case MANAGED_FIRST:
                return kind.inManagedPass();
            case MANAGED_REST:
                return false;
            default:
                return true;
        }
    }

    /** What becomes of a component of a kind that is not taken. */
    ComponentOutput.Handling passOver(boolean written) {
        if (this == MANAGED_FIRST) {
            return ComponentOutput.Handling.ELSEWHERE;
        }
        return written ? ComponentOutput.Handling.COMPARED : ComponentOutput.Handling.REFUSED;
    }

    /** Whether relationships are split, to be written or compared. */
    boolean splitsRelationships() {
        return this != MANAGED_FIRST;
    }

    /** Whether what the layout has no place for is preserved. */
    boolean preserves() {
        return this != MANAGED_FIRST;
    }
}
