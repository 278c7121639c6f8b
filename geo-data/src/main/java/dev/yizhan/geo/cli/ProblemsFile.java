package dev.yizhan.geo.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Every problem of a run as a table, for who mends the list, where one is wanted. It takes its name when it is whole.
final class ProblemsFile implements AutoCloseable {

    private record Table(Path file, Path unfinished, CsvWriter csv) {}

    private final @Nullable Table table;

    private ProblemsFile(@Nullable Table table) {
        this.table = table;
    }

    /// @param file where it is wanted; null = nowhere
    static ProblemsFile at(@Nullable Path file) throws IOException {
        if (file == null) {
            return new ProblemsFile(null);
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8));
        csv.writeRecord("line", "severity", "code", "column", "value", "advice");
        return new ProblemsFile(new Table(file, unfinished, csv));
    }

    void put(long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice) {
        if (table == null) {
            return;
        }
        table.csv.writeRecord(
                Long.toString(line),
                error ? "error" : "warning",
                code,
                column == null ? "" : column,
                value == null ? "" : value,
                advice);
    }

    @Override
    public void close() throws IOException {
        if (table != null) {
            table.csv.close();
            Files.move(table.unfinished, table.file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
