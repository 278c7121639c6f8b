package dev.yizhan.geo.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One GeoJSON text after the other: after record separators where the file has them, else one a
/// line. A text that cannot be read is a flaw of its own, and the next one is read.
final class GeoJsonSequence implements GeoJsonReader {

    private final BufferedReader text;
    private final StringBuilder pending = new StringBuilder();
    private boolean separated;
    private long line;
    private long pendingLine = 1;
    private boolean any;
    private boolean over;

    GeoJsonSequence(Reader text) {
        this.text = new BufferedReader(text);
    }

    @Override
    public @Nullable FeatureItem next() throws IOException {
        while (!over) {
            String one = nextText();
            if (one != null && !one.isBlank()) {
                any = true;
                return feature(one, startOf);
            }
        }
        if (!any) {
            any = true;
            return Flaw.ofFile(Flaw.Kind.EMPTY_FILE, "the file holds no features");
        }
        return null;
    }

    private long startOf;

    /// The next text; null or blank where there is none between two separators.
    private @Nullable String nextText() throws IOException {
        while (true) {
            int separator = pending.indexOf("\u001e");
            if (separator >= 0) {
                separated = true;
                return take(separator, separator + 1);
            }
            String next = text.readLine();
            if (next == null) {
                over = true;
                return take(pending.length(), pending.length());
            }
            line++;
            if (!separated && next.indexOf(RECORD_SEPARATOR) < 0) {
                startOf = line;
                return next;
            }
            if (pending.isEmpty()) {
                pendingLine = line;
            }
            pending.append(next).append('\n');
        }
    }

    private String take(int end, int rest) {
        String taken = pending.substring(0, end);
        startOf = pendingLine;
        pendingLine = rest < pending.length() ? line : line + 1;
        pending.delete(0, rest);
        return taken;
    }

    private static FeatureItem feature(String text, long line) {
        try {
            return FeatureShape.feature(JSON.readTree(text), line);
        } catch (JacksonException e) {
            return new Flaw(line, Flaw.Kind.MALFORMED_FEATURE, null, text, "it is not JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
