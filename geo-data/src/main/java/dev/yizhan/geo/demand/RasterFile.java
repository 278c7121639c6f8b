package dev.yizhan.geo.demand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Whether a file is a TIFF, by its first bytes and not by its name, and whether it is all there.
///
/// **Source** Adobe, "TIFF Revision 6.0" (1992), section 2; BigTIFF, whose offsets have 8 bytes instead of 4.
final class RasterFile {

    private static final List<byte[]> BEGINNINGS = List.of(
            new byte[] {'I', 'I', 42, 0},
            new byte[] {'M', 'M', 0, 42},
            // BigTIFF.
            new byte[] {'I', 'I', 43, 0},
            new byte[] {'M', 'M', 0, 43});

    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private final FileChannel file;
    private final ByteOrder order;
    private final boolean big;

    private RasterFile(FileChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(4);
        file.read(head, 0);
        this.file = file;
        this.order = head.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        this.big = head.order(order).getShort(2) == 43;
    }

    static boolean isOne(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] head = bytes.readNBytes(4);
            return BEGINNINGS.stream().anyMatch(beginning -> Arrays.equals(beginning, head));
        }
    }

    static boolean isCalledOne(Path file) {
        return file.getFileName().toString().matches("(?i).*\\.tiff?");
    }

    /// Whether the file ends before what it says is in it; its reader takes what is missing for cells without data.
    static boolean isCutShort(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            return new RasterFile(file).lastByte() > file.size();
        } catch (EndReached _) {
            return true;
        }
    }

    private static final class EndReached extends IOException {}

    /// Where the last strip or tile of the image ends.
    ///
    /// **Empty**  strips of 0 bytes, which a sparse file leaves out.
    private long lastByte() throws IOException {
        long directory =
                big ? bytes(8, 8).getLong() : Integer.toUnsignedLong(bytes(4, 4).getInt());
        long entries = big
                ? bytes(directory, 8).getLong()
                : Short.toUnsignedInt(bytes(directory, 2).getShort());
        int size = big ? 20 : 12;
        long[] offsets = {};
        long[] counts = {};
        for (long entry = 0; entry < entries; entry++) {
            ByteBuffer bytes = bytes(directory + (big ? 8 : 2) + entry * size, size);
            switch (Short.toUnsignedInt(bytes.getShort())) {
                case STRIP_OFFSETS, TILE_OFFSETS -> offsets = values(bytes);
                case STRIP_BYTE_COUNTS, TILE_BYTE_COUNTS -> counts = values(bytes);
                default -> {}
            }
        }
        long last = 0;
        for (int i = 0; i < Math.min(offsets.length, counts.length); i++) {
            last = Math.max(last, counts[i] == 0 ? 0 : offsets[i] + counts[i]);
        }
        return last;
    }

    /// The numbers of an entry of the directory, in it or where it points to.
    private long[] values(ByteBuffer entry) throws IOException {
        int type = Short.toUnsignedInt(entry.getShort());
        long count = big ? entry.getLong() : Integer.toUnsignedLong(entry.getInt());
        int width = switch (type) {
            case SHORT -> 2;
            case LONG -> 4;
            case LONG8 -> 8;
            default -> throw new IOException("offsets of a TIFF cannot be of type " + type);
        };
        int inside = big ? 8 : 4;
        if (count * width > file.size()) {
            throw new EndReached();
        }
        ByteBuffer bytes = count * width <= inside
                ? entry
                : bytes(big ? entry.getLong() : Integer.toUnsignedLong(entry.getInt()), (int) (count * width));
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (width) {
                case 2 -> Short.toUnsignedLong(bytes.getShort());
                case 4 -> Integer.toUnsignedLong(bytes.getInt());
                default -> bytes.getLong();
            };
        }
        return values;
    }

    private ByteBuffer bytes(long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (at < 0 || file.read(bytes, at + bytes.position()) < 0) {
                throw new EndReached();
            }
        }
        return bytes.flip().order(order);
    }
}
