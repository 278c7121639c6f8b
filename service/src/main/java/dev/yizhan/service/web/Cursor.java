package dev.yizhan.service.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Where a page ended, as clients carry it to the next call: the sort key of its last row, sealed together with the
/// question, so that a cursor continues only the list that it came from.
///
/// **Shape**  the seal notices mistakes and tampering by hand; it keeps no secret, for a cursor opens nothing that the
/// question itself does not.
public record Cursor(List<String> key, String seal) {

    /// What a query record says of its `cursor`.
    public static final String WORDS = "Continues a list: next_cursor of the page before, with the same question.";

    private static final String SEPARATOR = "\n";

    public Cursor {
        key = List.copyOf(key);
    }

    /// The cursor behind the row with this key, for this question.
    public static Cursor after(Object question, List<String> key) {
        return new Cursor(key, seal(question, key));
    }

    /// Reads what [#text] wrote.
    public static Cursor parse(String text) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            return new Cursor(Arrays.asList(parts).subList(1, parts.length), parts[0]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a cursor of this service; take next_cursor as it is", e);
        }
    }

    /// Whether it was made for this question and came back as it was made.
    public boolean continues(Object question) {
        return seal.equals(seal(question, key));
    }

    public String text() {
        String plain = seal + SEPARATOR + String.join(SEPARATOR, key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String seal(Object question, List<String> key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((question + SEPARATOR + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
