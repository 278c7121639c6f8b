package dev.yizhan.geo.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What was wrong with a file, kind by kind: how often, where first, and what to do about it.
///
/// **Cost**  a few lines a kind, however many rows there are.
public final class ProblemTally {

    /// Lines named for each kind; the rest is in the problems file and in the record.
    private static final int LINES_NAMED = 5;

    /// One kind of problem, with its first case as the example.
    public record Kind(
            String code,
            boolean error,
            int count,
            List<Long> firstLines,
            @Nullable String column,
            @Nullable String value,
            String advice) {

        /// For a program, as one JSON object.
        void writeTo(ObjectNode node) {
            node.put("code", code).put("severity", error ? "error" : "warning").put("count", count);
            ArrayNode lines = node.putArray("first_lines");
            firstLines.forEach(line -> lines.add(line.longValue()));
            node.put("column", column).put("value", value).put("advice", advice);
        }
    }

    /// Kinds of problems for a program, as the member `problems` of its report.
    public static void write(List<Kind> kinds, ObjectNode report) {
        ArrayNode all = report.putArray("problems");
        kinds.forEach(kind -> kind.writeTo(all.addObject()));
    }

    private static final class Growing {
        final String code;
        final boolean error;
        final @Nullable String column;
        final @Nullable String value;
        final String advice;
        final List<Long> firstLines = new ArrayList<>(LINES_NAMED);
        int count;

        Growing(String code, boolean error, @Nullable String column, @Nullable String value, String advice) {
            this.code = code;
            this.error = error;
            this.column = column;
            this.value = value;
            this.advice = advice;
        }

        Kind kind() {
            return new Kind(code, error, count, List.copyOf(firstLines), column, value, advice);
        }
    }

    private final Map<String, Growing> kinds = new TreeMap<>();
    private int errors;
    private int warnings;

    public void add(
            long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice) {
        Growing kind = kinds.computeIfAbsent(code + error, first -> new Growing(code, error, column, value, advice));
        kind.count++;
        if (kind.firstLines.size() < LINES_NAMED) {
            kind.firstLines.add(line);
        }
        if (error) {
            errors++;
        } else {
            warnings++;
        }
    }

    int errors() {
        return errors;
    }

    int warnings() {
        return warnings;
    }

    /// The kinds, errors before warnings, the most frequent first.
    public List<Kind> kinds() {
        Collection<Growing> all = kinds.values();
        return all.stream()
                .map(Growing::kind)
                .sorted(Comparator.comparing(Kind::error)
                        .reversed()
                        .thenComparing(Comparator.comparingInt(Kind::count).reversed())
                        .thenComparing(Kind::code))
                .toList();
    }
}
