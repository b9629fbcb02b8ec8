package io.github.dataversealm.solution.zip;

/**
 * How much a zip may hold before it is refused as hostile.
 *
 * @param maxEntries the number of entries
 * @param maxEntryBytes the unpacked size of one entry
 * @param maxTotalBytes the unpacked size of all entries together
 * @param maxRatio unpacked bytes for each packed byte of an entry; entries that unpack to less than 1 MiB are not judged
 */
public record ZipLimits(int maxEntries, long maxEntryBytes, long maxTotalBytes, int maxRatio) {

    /** Far above what Dataverse accepts (a solution zip of 95 MB), far below what fills a disk. */
    public static final ZipLimits DEFAULT = new ZipLimits(200_000, 2L << 30, 8L << 30, 400);
}
