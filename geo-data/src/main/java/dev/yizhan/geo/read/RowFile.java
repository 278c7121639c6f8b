package dev.yizhan.geo.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of stations or of demand in a file, read row by row: CSV, GeoJSON or a GeoJSON sequence, plain or gzip.
///
/// **Shape**  what the file is, its encoding and its delimiter are found by looking, not by its
/// name. Rows come in the file's order.
/// **Cost**  one row in memory, after one pass over the file to look.
public final class RowFile implements AutoCloseable {

    /// A reader of one format.
    sealed interface Rows extends AutoCloseable permits CsvReader, FeatureRows, NoRows {
        @Nullable
        RowItem next() throws IOException;

        /// Columns or properties that mean nothing here, as far as they have been seen.
        List<String> ignored();

        @Override
        void close() throws IOException;
    }

    /// A file that cannot be read at all says so once.
    static final class NoRows implements Rows {
        private @Nullable Flaw flaw;

        NoRows(Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        public @Nullable RowItem next() {
            Flaw once = flaw;
            flaw = null;
            return once;
        }

        @Override
        public List<String> ignored() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private final Input input;
    private final Rows rows;

    private RowFile(Input input, Rows rows) {
        this.input = input;
        this.rows = rows;
    }

    /// Opens a file; `overrides` is column → field, for columns whose names do not say what they mean.
    ///
    /// **Errors** [IllegalArgumentException] when an override names a field or a column that is not there, with
    /// those that are. Properties of GeoJSON are only known at its end, so there it may come from the last
    /// [#next].
    public static RowFile open(Path path, Map<String, String> overrides, Subject subject) throws IOException {
        return open(Input.inspect(path), overrides, subject);
    }

    /// Opens a file that somebody sent; what it is called helps to tell what it is.
    ///
    /// **Shape**  not gzip: what a few megabytes unpack to, nobody knows before.
    public static RowFile open(String name, byte[] sent, Subject subject) throws IOException {
        Input.Bytes bytes = () -> new ByteArrayInputStream(sent);
        if (!Input.isGzip(bytes)) {
            return open(Input.inspect(name, bytes), Map.of(), subject);
        }
        Flaw flaw = Flaw.ofFile(Flaw.Kind.NOT_WHAT_ITS_NAME_SAYS, name + " is compressed: send it unpacked");
        return open(Input.refused(name, bytes, flaw), Map.of(), subject);
    }

    private static RowFile open(Input input, Map<String, String> overrides, Subject subject) throws IOException {
        Map<String, Field> asked = Columns.asked(overrides, subject);
        Flaw flaw = input.flaw();
        if (flaw != null) {
            return new RowFile(input, new NoRows(flaw));
        }
        Rows rows = switch (input.content()) {
            case GEOJSON, GEOJSON_SEQUENCE -> new FeatureRows(FeatureFile.open(input), overrides, asked, subject);
            case TABLE, NOTHING, FOREIGN -> CsvReader.open(input, overrides, asked, subject);
        };
        return new RowFile(input, rows);
    }

    /// The next row or flaw; null at the end.
    public @Nullable RowItem next() throws IOException {
        return rows.next();
    }

    public Charset charset() {
        return input.charset();
    }

    /// Columns or properties that mean nothing here, as far as they have been seen: for the report.
    public List<String> ignoredColumns() {
        return rows.ignored();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
