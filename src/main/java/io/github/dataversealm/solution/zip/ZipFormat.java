package io.github.dataversealm.solution.zip;

/** Numbers of the format (PKWARE APPNOTE 6.3.10, section 4.3) that reader and writer share. */
final class ZipFormat {

    static final int LOCAL_SIGNATURE = 0x04034b50;
    static final int LOCAL_LENGTH = 30;
    static final int CENTRAL_SIGNATURE = 0x02014b50;
    static final int CENTRAL_LENGTH = 46;
    static final int END_SIGNATURE = 0x06054b50;
    static final int END_LENGTH = 22;
    static final int END64_SIGNATURE = 0x06064b50;
    static final int END64_LENGTH = 56;
    static final int LOCATOR64_SIGNATURE = 0x07064b50;
    static final int LOCATOR64_LENGTH = 20;
    static final int EXTRA_ZIP64 = 0x0001;

    static final int STORED = 0;
    static final int DEFLATED = 8;

    static final int FLAG_ENCRYPTED = 1;
    static final int FLAG_DESCRIPTOR = 1 << 3;
    static final int FLAG_STRONG_ENCRYPTION = 1 << 6;
    static final int FLAG_UTF8 = 1 << 11;
    static final int FLAG_MASKED = 1 << 13;

    /** What a 2-byte and a 4-byte field say when the number is in the zip64 record instead. */
    static final int MAX_16 = 0xffff;

    static final long MAX_32 = 0xffff_ffffL;

    private ZipFormat() {}
}
