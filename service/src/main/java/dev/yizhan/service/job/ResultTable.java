package dev.yizhan.service.job;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
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

    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r-]");

    public ResultTable {
        ofFeature = Collections.unmodifiableMap(new LinkedHashMap<>(ofFeature));
        ofAll = Collections.unmodifiableMap(new LinkedHashMap<>(ofAll));
    }

    /// RFC 4180, with a header; what is not known is empty, and a list stands in one field, with commas. For
    /// spreadsheets words that they would take for a formula begin with an apostrophe: names of venues are whatever
    /// somebody's list says.
    String csv(String result, boolean forSpreadsheets) {
        JsonNode collection = JsonMapper.shared().readTree(result);
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(Stream.concat(ofFeature.keySet().stream(), ofAll.keySet().stream())
                    .toList());
            for (JsonNode feature : collection.path("features")) {
                csv.writeRecord(Stream.concat(values(ofFeature, feature), values(ofAll, collection))
                        .map(value -> value.isNumber() ? plain(value) : words(value, forSpreadsheets))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Stream<JsonNode> values(Map<String, String> columns, JsonNode from) {
        return columns.values().stream().map(from::at);
    }

    private static String words(JsonNode value, boolean forSpreadsheets) {
        String words = value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString("");
        return forSpreadsheets && FORMULA.matcher(words).lookingAt() ? "'" + words : words;
    }

    private static String plain(JsonNode value) {
        BigDecimal number = value.decimalValue();
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
