package io.github.dataversealm.solution.check.connector;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A PNG image (W3C, Portable Network Graphics specification), as far as it is needed to look at an icon: its size, and its
 * pixels when they are few. It is read without {@code java.desktop}, which may be missing from the runtime of a build and
 * takes a second to start. Sums are not checked.
 */
public final class PngImage {

    /** An icon has 230 x 230 at most; what is larger is not looked into. */
    private static final int MAX_PIXELS = 1 << 20;

    private static final int[] SIGNATURE = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER = 33;

    private final byte[] file;
    private final int width;
    private final int height;
    private final int depth;
    private final int colorType;
    private final boolean interlaced;
    private final int colors;
    private final int transparency;

    private PngImage(byte[] file) {
        this.file = file;
        this.colors = chunk("PLTE", 8);
        this.transparency = chunk("tRNS", 8);
        this.width = number(file, 16);
        this.height = number(file, 20);
        this.depth = file[24] & 0xFF;
        this.colorType = file[25] & 0xFF;
        this.interlaced = file[28] == 1;
    }

    /** Reads the header; empty when the file is no PNG image. */
    public static Optional<PngImage> read(byte[] file) {
        if (file.length < HEADER || number(file, 12) != type("IHDR")) {
            return Optional.empty();
        }
        for (int i = 0; i < SIGNATURE.length; i++) {
            if ((file[i] & 0xFF) != SIGNATURE[i]) {
                return Optional.empty();
            }
        }
        PngImage image = new PngImage(file);
        return image.width > 0 && image.height > 0 ? Optional.of(image) : Optional.empty();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /**
     * The pixels row by row, each {@code 0xAARRGGBB}; empty when there are more than a million, or the file is damaged.
     */
    public Optional<int[]> pixels() {
        if ((long) width * height > MAX_PIXELS || !isKnown()) {
            return Optional.empty();
        }
        int[] pixels = new int[width * height];
        try {
            byte[] data = inflate();
            int position = 0;
            if (!interlaced) {
                pass(data, position, 0, 0, 1, 1, pixels);
                return Optional.of(pixels);
            }
            int[] startX = {0, 4, 0, 2, 0, 1, 0};
            int[] startY = {0, 0, 4, 0, 2, 0, 1};
            int[] stepX = {8, 8, 4, 4, 2, 2, 1};
            int[] stepY = {8, 8, 8, 4, 4, 2, 2};
            for (int i = 0; i < startX.length; i++) {
                position = pass(data, position, startX[i], startY[i], stepX[i], stepY[i], pixels);
            }
            return Optional.of(pixels);
        } catch (DataFormatException | ArrayIndexOutOfBoundsException e) {
            // the rest of the image is missing or damaged
            return Optional.empty();
        }
    }

    private boolean isKnown() {
        boolean whole = depth == 8 || depth == 16;
        boolean small = depth == 1 || depth == 2 || depth == 4;
        return switch (colorType) {
            case 0 -> whole || small;
            case 3 -> depth == 8 || small;
            case 2, 4, 6 -> whole;
            default -> false;
        };
    }

    private int channels() {
        return switch (colorType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    // ---------------------------------------------------------------- the file

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }

    private static int type(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    /** Where the content of the first chunk of a type begins, from a position on; -1 when there is none. */
    private int chunk(String name, int from) {
        long at = from;
        while (at + 12 <= file.length) {
            long length = number(file, (int) at) & 0xFFFFFFFFL;
            if (number(file, (int) at + 4) == type(name) && at + 12 + length <= file.length) {
                return (int) at + 8;
            }
            at += 12 + length;
        }
        return -1;
    }

    /** The rows as they are filtered; never more bytes than an image of this size can have. */
    private byte[] inflate() throws DataFormatException {
        // each row of each pass begins with a byte for its filter and may end with an incomplete one
        int most = width * height * channels() * depth / 8 + 2 * (2 * height + 16);
        byte[] data = new byte[most];
        int filled = 0;
        Inflater inflater = new Inflater();
        try {
            for (int at = chunk("IDAT", 8); at >= 0; at = chunk("IDAT", at + number(file, at - 8) + 4)) {
                inflater.setInput(file, at, number(file, at - 8));
                while (!inflater.needsInput() && !inflater.finished() && filled < most) {
                    filled += inflater.inflate(data, filled, most - filled);
                    if (inflater.needsDictionary()) {
                        throw new DataFormatException("a dictionary is asked for");
                    }
                }
            }
        } finally {
            inflater.end();
        }
        return Arrays.copyOf(data, filled);
    }

    // ---------------------------------------------------------------- pixels

    /** Unfilters the rows of a pass and places their pixels; gives the position behind them. */
    private int pass(byte[] data, int from, int startX, int startY, int stepX, int stepY, int[] pixels) {
        int columns = (width - startX + stepX - 1) / stepX;
        int rows = (height - startY + stepY - 1) / stepY;
        if (columns <= 0 || rows <= 0) {
            return from;
        }
        int bits = channels() * depth;
        int distance = Math.max(1, bits / 8);
        int length = (columns * bits + 7) / 8;
        byte[] row = new byte[length];
        byte[] above = new byte[length];
        int position = from;
        for (int y = 0; y < rows; y++) {
            int filter = data[position++];
            System.arraycopy(data, position, row, 0, length);
            position += length;
            unfilter(filter, row, above, distance);
            for (int x = 0; x < columns; x++) {
                pixels[(startY + y * stepY) * width + startX + x * stepX] = pixel(row, x);
            }
            byte[] swap = above;
            above = row;
            row = swap;
        }
        return position;
    }

    private static void unfilter(int filter, byte[] row, byte[] above, int distance) {
        for (int i = 0; i < row.length; i++) {
            int left = i < distance ? 0 : row[i - distance] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = i < distance ? 0 : above[i - distance] & 0xFF;
            int predicted =
                    switch (filter) {
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> paeth(left, up, corner);
                        default -> 0;
                    };
            row[i] += (byte) predicted;
        }
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private int pixel(byte[] row, int x) {
        int channels = channels();
        int first = sample(row, x * channels);
        int last = channels % 2 == 0 ? scaled(sample(row, x * channels + channels - 1)) : 0xFF;
        if (colorType == 3) {
            return palette(first);
        }
        if (colorType == 0 || colorType == 4) {
            int grey = scaled(first);
            int alpha = colorType == 0 && isTransparent(first, first, first) ? 0 : last;
            return alpha << 24 | grey << 16 | grey << 8 | grey;
        }
        int green = sample(row, x * channels + 1);
        int blue = sample(row, x * channels + 2);
        int alpha = colorType == 2 && isTransparent(first, green, blue) ? 0 : last;
        return alpha << 24 | scaled(first) << 16 | scaled(green) << 8 | scaled(blue);
    }

    private int sample(byte[] row, int index) {
        if (depth == 16) {
            return (row[index * 2] & 0xFF) << 8 | row[index * 2 + 1] & 0xFF;
        }
        if (depth == 8) {
            return row[index] & 0xFF;
        }
        int bit = index * depth;
        return (row[bit / 8] & 0xFF) >> 8 - depth - bit % 8 & (1 << depth) - 1;
    }

    private int scaled(int sample) {
        return depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1);
    }

    private boolean isTransparent(int red, int green, int blue) {
        if (transparency < 0) {
            return false;
        }
        int size = number(file, transparency - 8);
        boolean grey = colorType == 0;
        return size >= (grey ? 2 : 6)
                && two(transparency) == red
                && (grey || two(transparency + 2) == green && two(transparency + 4) == blue);
    }

    private int two(int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }

    private int palette(int index) {
        if (colors < 0 || index * 3 + 2 >= number(file, colors - 8)) {
            return 0xFF000000;
        }
        boolean hasAlpha = transparency >= 0 && index < number(file, transparency - 8);
        int alpha = hasAlpha ? file[transparency + index] & 0xFF : 0xFF;
        int color = colors + index * 3;
        return alpha << 24 | (file[color] & 0xFF) << 16 | (file[color + 1] & 0xFF) << 8 | file[color + 2] & 0xFF;
    }
}
