package dev.yizhan.geo.read;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows of a table of text: RFC 4180 with the delimiter found among `,` `;` tab and `|`.
final class CsvReader implements RowFile.Rows {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private final CloseableIterator<CsvRecord> records;
    private final Map<String, String> overrides;
    private final Map<String, Field> asked;
    private final Subject subject;
    private List<String> headers = List.of();
    private @Nullable Columns columns;
    private Field[] fieldOf = {};
    private long lastLine = 1;
    private boolean anyRow;
    private boolean over;

    private CsvReader(
            CloseableIterator<CsvRecord> records,
            Map<String, String> overrides,
            Map<String, Field> asked,
            Subject subject) {
        this.subject = subject;
        this.records = records;
        this.overrides = overrides;
        this.asked = asked;
    }

    static CsvReader open(Input input, Map<String, String> overrides, Map<String, Field> asked, Subject subject)
            throws IOException {
        String header = firstLine(input);
        char delimiter = DELIMITERS.stream()
                .max(Comparator.<Character>comparingInt(d -> fieldsKnown(header, d, asked, subject))
                        .thenComparingInt(d -> split(header, d).size()))
                .orElseThrow();
        Reader text = input.reader();
        CsvReader reader = new CsvReader(builder(delimiter).ofCsvRecord(text).iterator(), overrides, asked, subject);
        try {
            reader.readHeader();
        } catch (IllegalArgumentException e) {
            text.close();
            throw e;
        }
        return reader;
    }

    private static CsvReaderBuilder builder(char delimiter) {
        return de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(false);
    }

    /// The first line that is not blank; long enough for any header, short enough for a file
    /// without line ends.
    private static String firstLine(Input input) throws IOException {
        try (BufferedReader text = new BufferedReader(input.reader())) {
            char[] head = new char[1 << 16];
            int length = 0;
            for (int read = text.read(head); read > 0; read = text.read(head, length, head.length - length)) {
                length += read;
            }
            return new String(head, 0, length)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("");
        }
    }

    private static int fieldsKnown(String header, char delimiter, Map<String, Field> asked, Subject subject) {
        return new Columns(split(header, delimiter), asked, subject).size();
    }

    private static List<String> split(String header, char delimiter) {
        try {
            return builder(delimiter).ofSingleCsvRecord(header).getFields();
        } catch (CsvParseException e) {
            return List.of(header);
        }
    }

    private @Nullable Flaw headerFlaw;

    private void readHeader() {
        CsvRecord record;
        try {
            if (!records.hasNext()) {
                headerFlaw = Flaw.ofFile(Flaw.Kind.EMPTY_FILE, "the file holds nothing but blank lines");
                return;
            }
            record = records.next();
        } catch (CsvParseException e) {
            headerFlaw = broken();
            return;
        }
        lastLine = record.getStartingLineNumber();
        headers = record.getFields().stream().map(String::strip).toList();
        Columns.requireColumns(overrides, headers);
        Columns found = new Columns(headers, asked, subject);
        columns = found;
        headerFlaw = headerFlaw(found);
        fieldOf = new Field[headers.size()];
        Set<Field> placed = new HashSet<>();
        for (int i = 0; i < fieldOf.length; i++) {
            Field field = found.find(headers.get(i));
            if (field != null && placed.add(field)) {
                fieldOf[i] = field;
            }
        }
    }

    private @Nullable Flaw headerFlaw(Columns found) {
        Columns.Clash clash = found.clash();
        if (clash != null) {
            return new Flaw(
                    lastLine,
                    Flaw.Kind.DUPLICATE_HEADER,
                    clash.second(),
                    null,
                    "the columns " + clash.first() + " and " + clash.second() + " both mean "
                            + clash.field().code());
        }
        String missing = found.missing();
        return missing == null
                ? null
                : new Flaw(
                        lastLine,
                        Flaw.Kind.MISSING_COLUMN,
                        null,
                        headers.stream().limit(30).collect(Collectors.joining(", ")),
                        "no column is known to hold " + missing);
    }

    @Override
    public @Nullable RowItem next() throws IOException {
        if (over) {
            return null;
        }
        if (headerFlaw != null) {
            over = true;
            return headerFlaw;
        }
        try {
            while (records.hasNext()) {
                CsvRecord record = records.next();
                lastLine = record.getStartingLineNumber();
                if (record.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                anyRow = true;
                return row(record);
            }
        } catch (CsvParseException e) {
            over = true;
            return broken();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        over = true;
        return anyRow ? null : Flaw.ofFile(Flaw.Kind.EMPTY_FILE, "the file holds a header and no rows");
    }

    private RowItem row(CsvRecord record) {
        int count = record.getFieldCount();
        if (count < headers.size()) {
            return new Flaw(
                    lastLine,
                    Flaw.Kind.ROW_CUT_SHORT,
                    headers.get(count),
                    record.getField(count - 1),
                    count + " values under " + headers.size() + " columns; " + headers.get(count)
                            + " and what follows is not there");
        }
        for (int i = headers.size(); i < count; i++) {
            if (!record.getField(i).isBlank()) {
                return new Flaw(
                        lastLine,
                        Flaw.Kind.TOO_MANY_COLUMNS,
                        null,
                        record.getField(i),
                        count + " values under " + headers.size() + " columns");
            }
        }
        EnumMap<Field, Row.Value> values = new EnumMap<>(Field.class);
        for (int i = 0; i < fieldOf.length; i++) {
            String text = record.getField(i).strip();
            if (fieldOf[i] != null && !text.isEmpty()) {
                values.put(fieldOf[i], new Row.Value(headers.get(i), text));
            }
        }
        return new Row(lastLine, values);
    }

    private Flaw broken() {
        return new Flaw(
                lastLine,
                Flaw.Kind.FILE_CUT_SHORT,
                null,
                null,
                "somewhere after line " + lastLine + " a quoted text never ends");
    }

    @Override
    public List<String> ignored() {
        return columns == null
                ? List.of()
                : new ArrayList<>(columns.ignored())
                        .stream().filter(header -> !header.isBlank()).toList();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
