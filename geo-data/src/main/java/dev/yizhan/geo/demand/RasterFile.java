package dev.yizhan.geo.demand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Whether a file is a TIFF, by its first bytes and not by its name.
final class RasterFile {

    private static final List<byte[]> BEGINNINGS = List.of(
            new byte[] {'I', 'I', 42, 0},
            new byte[] {'M', 'M', 0, 42},
            // BigTIFF.
            new byte[] {'I', 'I', 43, 0},
            new byte[] {'M', 'M', 0, 43});

    private RasterFile() {}

    static boolean isOne(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] head = bytes.readNBytes(4);
            return BEGINNINGS.stream().anyMatch(beginning -> Arrays.equals(beginning, head));
        }
    }
}
