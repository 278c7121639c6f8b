package dev.yizhan.geo.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Finds out in which encoding a text is by reading all of it once: a list may be plain ASCII for a
/// long while before the first Chinese character.
final class Encoding {

    static final Charset GB18030 = Charset.forName("GB18030");

    /// More damage than this, as a part of all characters beyond ASCII, and it was never UTF-8.
    private static final double DAMAGE_OF_A_UTF8_TEXT = 0.05;

    private final Trial utf8 = new Trial(StandardCharsets.UTF_8);
    private final Trial gb18030 = new Trial(GB18030);

    void read(byte[] bytes, int length) {
        utf8.read(bytes, length);
        gb18030.read(bytes, length);
    }

    /// UTF-8 when all of it, or all but a few damaged characters, is; else GB18030.
    Charset found() {
        utf8.end();
        gb18030.end();
        boolean fewDamaged = utf8.malformed <= DAMAGE_OF_A_UTF8_TEXT * (utf8.beyondAscii + utf8.malformed);
        return utf8.malformed == 0 || fewDamaged || gb18030.malformed > utf8.malformed
                ? StandardCharsets.UTF_8
                : GB18030;
    }

    /// A decoding that keeps nothing but counts.
    private static final class Trial {
        private final CharsetDecoder decoder;
        private final CharBuffer characters = CharBuffer.allocate(1 << 13);
        private ByteBuffer pending = ByteBuffer.allocate(1 << 16);
        long malformed;
        long beyondAscii;

        Trial(Charset charset) {
            decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
        }

        void read(byte[] bytes, int length) {
            if (pending.remaining() < length) {
                ByteBuffer larger = ByteBuffer.allocate(pending.position() + length);
                pending.flip();
                larger.put(pending);
                pending = larger;
            }
            pending.put(bytes, 0, length);
            pending.flip();
            decode(false);
            pending.compact();
        }

        void end() {
            pending.flip();
            decode(true);
        }

        private void decode(boolean last) {
            while (true) {
                CoderResult result = decoder.decode(pending, characters, last);
                characters.flip();
                while (characters.hasRemaining()) {
                    if (characters.get() >= 0x80) {
                        beyondAscii++;
                    }
                }
                characters.clear();
                if (result.isError()) {
                    malformed++;
                    pending.position(pending.position() + result.length());
                } else if (result.isUnderflow()) {
                    return;
                }
            }
        }
    }
}
