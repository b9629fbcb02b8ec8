package io.github.dataversealm.solution.check.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Images are read as the JDK's own reader does. */
class PngImageTest {

    static Stream<Arguments> images() {
        return Stream.of(
                        BufferedImage.TYPE_INT_ARGB,
                        BufferedImage.TYPE_INT_RGB,
                        BufferedImage.TYPE_BYTE_GRAY,
                        BufferedImage.TYPE_USHORT_GRAY,
                        BufferedImage.TYPE_BYTE_BINARY,
                        BufferedImage.TYPE_BYTE_INDEXED,
                        -2,
                        -4)
                .flatMap(type -> Stream.of(
                        Arguments.of(type, false, 37, 23),
                        Arguments.of(type, true, 37, 23),
                        Arguments.of(type, true, 3, 2)));
    }

    @ParameterizedTest
    @MethodSource("images")
    void pixels_are_those_of_the_jdk(int type, boolean interlaced, int width, int height) throws IOException {
        byte[] file = write(image(type, width, height), interlaced);
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
        PngImage image = PngImage.read(file).orElseThrow();
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        int[] pixels = image.pixels().orElseThrow();
        boolean grey = type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                // getRGB would convert grey values from a linear color space, which no other reader does
                int wanted = grey
                        ? grey(expected.getRaster().getSample(x, y, 0)
                                >> (type == BufferedImage.TYPE_USHORT_GRAY ? 8 : 0))
                        : expected.getRGB(x, y);
                assertThat(pixels[y * width + x]).as("%d,%d", x, y).isEqualTo(wanted);
            }
        }
    }

    private static int grey(int value) {
        return 0xFF000000 | value << 16 | value << 8 | value;
    }

    @Test
    void what_is_cut_off_has_no_pixels() throws IOException {
        byte[] file = write(image(BufferedImage.TYPE_INT_ARGB, 37, 23), false);
        for (int length = 0; length < file.length - 20; length++) {
            PngImage.read(Arrays.copyOf(file, length))
                    .ifPresent(image -> assertThat(image.pixels()).isEmpty());
        }
    }

    @Test
    void what_is_damaged_does_no_harm() throws IOException {
        byte[] file = write(image(BufferedImage.TYPE_BYTE_INDEXED, 37, 23), true);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = file.clone();
            for (int j = 0; j < 3; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            PngImage.read(damaged).flatMap(PngImage::pixels);
        }
    }

    @Test
    void a_huge_image_is_not_unpacked() throws IOException {
        byte[] file = write(image(BufferedImage.TYPE_INT_ARGB, 37, 23), false);
        file[16] = 0x7F;
        file[20] = 0x7F;
        PngImage image = PngImage.read(file).orElseThrow();
        assertThat(image.width()).isGreaterThan(1_000_000);
        assertThat(image.pixels()).isEmpty();
    }

    private static BufferedImage image(int type, int width, int height) {
        BufferedImage image;
        if (type < 0) {
            int colors = 1 << -type;
            byte[] parts = new byte[colors];
            for (int i = 0; i < colors; i++) {
                parts[i] = (byte) (i * 255 / (colors - 1));
            }
            IndexColorModel model = new IndexColorModel(-type, colors, parts, parts, parts, 1);
            image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, model);
        } else {
            image = new BufferedImage(width, height, type);
        }
        Random random = new Random(3);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 255));
            graphics.fillRect(
                    random.nextInt(width), random.nextInt(height), 1 + random.nextInt(9), 1 + random.nextInt(9));
        }
        graphics.dispose();
        if (type == BufferedImage.TYPE_INT_ARGB) {
            image.setRGB(0, 0, 0x40123456);
        }
        return image;
    }

    private static byte[] write(BufferedImage image, boolean interlaced) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
