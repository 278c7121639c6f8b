package dev.yizhan.geo.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Every problem of a run as a table, for who mends the list. It takes its name when it is whole.
public final class ProblemsFile implements AutoCloseable {

    private final Path file;
    private final Path unfinished;
    private final CsvWriter csv;

    private ProblemsFile(Path file, Path unfinished, CsvWriter csv) {
        this.file = file;
        this.unfinished = unfinished;
        this.csv = csv;
    }

    public static ProblemsFile at(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8));
        csv.writeRecord("line", "severity", "code", "column", "value", "advice");
        return new ProblemsFile(file, unfinished, csv);
    }

    public void put(
            long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice) {
        csv.writeRecord(
                Long.toString(line),
                error ? "error" : "warning",
                code,
                column == null ? "" : column,
                value == null ? "" : value,
                advice);
    }

    @Override
    public void close() throws IOException {
        csv.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
