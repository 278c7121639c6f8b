package dev.yizhan.geo.read;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// GeoJSON read feature by feature: a FeatureCollection, single features, or a sequence of texts
/// (RFC 8142 with its record separators, or one text a line), plain or gzip.
///
/// **Cost**  one feature in memory, after one pass over the file to look.
public final class FeatureFile implements AutoCloseable {

    private @Nullable Flaw flaw;
    private final @Nullable GeoJsonReader reader;

    private FeatureFile(@Nullable Flaw flaw, @Nullable GeoJsonReader reader) {
        this.flaw = flaw;
        this.reader = reader;
    }

    public static FeatureFile open(Path path) throws IOException {
        Input input = Input.inspect(path);
        if (input.flaw() == null && input.content() == Input.Content.TABLE) {
            return new FeatureFile(
                    Flaw.ofFile(
                            Flaw.Kind.NOT_WHAT_ITS_NAME_SAYS,
                            path.getFileName() + " holds a table of text, not GeoJSON"),
                    null);
        }
        return open(input);
    }

    static FeatureFile open(Input input) throws IOException {
        if (input.flaw() != null) {
            return new FeatureFile(input.flaw(), null);
        }
        return new FeatureFile(
                null,
                input.content() == Input.Content.GEOJSON_SEQUENCE
                        ? new GeoJsonSequence(input.reader())
                        : new GeoJsonCollection(input.reader()));
    }

    /// The next feature or flaw; null at the end.
    public @Nullable FeatureItem next() throws IOException {
        if (flaw != null) {
            Flaw once = flaw;
            flaw = null;
            return once;
        }
        return reader == null ? null : reader.next();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
