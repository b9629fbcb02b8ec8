package io.github.dataversealm.solution.assembly;

/**
 * A file is not the PE/CLI image that it should be; the message says why, in words that complete "... is not a .NET
 * assembly: ".
 */
final class MalformedImageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedImageException(String why) {
        super(why);
    }
}
