package dev.yizhan.geo.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Rows in the form in which COPY BINARY takes them: made by any thread, sent by a [BinaryCopy].
///
/// **Shape**  each row is [#row] with the number of its columns, then as many `put`.
public final class BinaryRows {

    private ByteBuffer bytes;

    /// **Shape**  `expectedBytes` is a guess: more is taken when it is needed.
    public BinaryRows(int expectedBytes) {
        bytes = ByteBuffer.allocate(expectedBytes);
    }

    /// Begins a row.
    public BinaryRows row(int columns) {
        ensure(Short.BYTES);
        bytes.putShort((short) columns);
        return this;
    }

    /// The next column, a text.
    public BinaryRows put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The next column, a double precision.
    public BinaryRows put(double number) {
        ensure(Integer.BYTES + Double.BYTES);
        bytes.putInt(Double.BYTES).putDouble(number);
        return this;
    }

    /// The next column in its type's own binary form, such as the EWKB of a geometry.
    public BinaryRows put(byte[] value) {
        ensure(Integer.BYTES + value.length);
        bytes.putInt(value.length).put(value);
        return this;
    }

    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.position();
    }

    private void ensure(int more) {
        if (bytes.remaining() < more) {
            int grown = Math.max(bytes.capacity() * 2, bytes.position() + more);
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), grown)).position(bytes.position());
        }
    }
}
