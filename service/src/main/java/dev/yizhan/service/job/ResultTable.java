package dev.yizhan.service.job;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How the result of one kind of job, a FeatureCollection, is written as a table: one line a feature, each with what
/// all of
/// them stand on.
///
/// **Shape**  columns by their names, each with the JSON pointer to its value: `ofFeature` from a feature, `ofAll` from
/// the
/// collection.
public record ResultTable(String kind, Map<String, String> ofFeature, Map<String, String> ofAll) {

    public ResultTable {
        ofFeature = Collections.unmodifiableMap(new LinkedHashMap<>(ofFeature));
        ofAll = Collections.unmodifiableMap(new LinkedHashMap<>(ofAll));
    }

    /// RFC 4180, with a header; what is not known is empty, and a list stands in one field, with commas.
    String csv(String result) {
        JsonNode collection = JsonMapper.shared().readTree(result);
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(Stream.concat(ofFeature.keySet().stream(), ofAll.keySet().stream())
                    .toList());
            for (JsonNode feature : collection.path("features")) {
                csv.writeRecord(Stream.concat(values(ofFeature, feature), values(ofAll, collection))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Stream<String> values(Map<String, String> columns, JsonNode from) {
        return columns.values().stream().map(pointer -> plain(from.at(pointer)));
    }

    private static String plain(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(ResultTable::plain).collect(Collectors.joining(","));
        }
        if (!value.isNumber()) {
            return value.asString("");
        }
        BigDecimal number = value.decimalValue();
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
