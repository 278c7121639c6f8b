package dev.yizhan.service.tiles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// One tile as it is kept: compressed, for nearly every client takes it so.
final class Tile {

    private final String version;
    private final byte[] compressed;
    private final int length;

    private Tile(String version, byte[] compressed, int length) {
        this.version = version;
        this.compressed = compressed;
        this.length = length;
    }

    /// @param version that of what is drawn in it
    /// @param mvt     as PostGIS wrote it
    static Tile of(String version, byte[] mvt) {
        if (mvt.length == 0) {
            return new Tile(version, mvt, 0);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(mvt.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(mvt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tile(version, bytes.toByteArray(), mvt.length);
    }

    String version() {
        return version;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /// Bytes that it takes in memory.
    int weight() {
        return compressed.length + 200;
    }

    byte[] compressed() {
        return compressed;
    }

    byte[] plain() {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
