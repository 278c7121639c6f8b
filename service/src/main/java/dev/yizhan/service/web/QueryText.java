package dev.yizhan.service.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the raw query of an address without forgiving anything.
final class QueryText {

    private QueryText() {}

    /// Names and their raw values in the order in which they came. A name without `=` has the empty value.
    static Map<String, List<String>> rawValues(@Nullable String rawQuery) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return values;
        }
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.computeIfAbsent(nameOf(name), _ -> new ArrayList<>()).add(value);
        }
        return values;
    }

    /// Decodes percent signs and, in a query, plus signs.
    ///
    /// **Errors**  IllegalArgumentException, with words for the client: broken escapes, bytes that are not UTF-8,
    /// control characters.
    static String decode(String raw, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c == '%') {
                int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
                int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new IllegalArgumentException("holds a percent sign without two hexadecimal digits after it");
                }
                bytes.write(high * 16 + low);
                at += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8", e);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("holds a control character");
        }
        return text;
    }

    /// A name that does not decode cannot be known: it stays as it came, and is refused under that name.
    private static String nameOf(String raw) {
        try {
            return decode(raw, true);
        } catch (IllegalArgumentException _) {
            return raw;
        }
    }
}
