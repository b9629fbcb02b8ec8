package io.github.dataversealm.solution.assembly;

/** How the strong name of an assembly stands. The signature itself is not verified. */
public enum StrongName {
    /** There is no public key. */
    NONE,
    /** There is a public key and room for a signature, which has yet to be written. */
    DELAY_SIGNED,
    /** There is a public key, and the image says that it is signed. */
    SIGNED
}
