package dev.yizhan.geo.demand;

import dev.yizhan.geo.load.ProblemTally;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of one dataset of demand, for a person or for a program.
///
/// **Units**  weights in `unit`.
/// **Empty**  `changes` is null where nothing was published; a unit is null where nothing said one.
public record DemandReport(
        String file,
        String dataset,
        String datum,
        @Nullable String unit,
        End end,
        @Nullable String version,
        int rowsRead,
        int rowsGood,
        int cellsWithoutData,
        int withHours,
        double weight,
        DemandPublisher.@Nullable Outcome changes,
        List<ProblemTally.Kind> problems,
        @Nullable String why) {

    /// How it ended.
    public enum End {
        PUBLISHED("published"),
        UNCHANGED("nothing to do"),
        CHECKED("checked, nothing written"),
        REFUSED("refused, nothing written");

        private final String words;

        End(String words) {
            this.words = words;
        }
    }

    /// For a person.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%s → demand %s, positions read as %s%n".formatted(file, dataset, datum));
        line(text, "result", end.words + (version == null ? "" : ", version " + version));
        if (why != null) {
            line(text, "", why);
        }
        if (end == End.UNCHANGED) {
            return text.toString();
        }
        line(text, "rows", "%,d read, %,d good, %,d refused".formatted(rowsRead, rowsGood, rowsRead - rowsGood));
        if (cellsWithoutData > 0) {
            line(text, "", "%,d cells without data, left out".formatted(cellsWithoutData));
        }
        line(
                text,
                "demand",
                "%s %s in all, %,d with a profile of the day"
                        .formatted(number(weight), unit == null ? "of nothing known" : unit, withHours));
        if (changes != null) {
            line(text, "points", "%,d new or changed, %,d gone".formatted(changes.changed(), changes.removed()));
            if (changes.outsidePoints() > 0) {
                line(
                        text,
                        "outside",
                        "%,d points, %s %s, in no district that has a shape"
                                .formatted(changes.outsidePoints(), number(changes.outsideWeight()), unit));
            }
        }
        line(text, "problems", problems.isEmpty() ? "none" : "");
        for (ProblemTally.Kind kind : problems) {
            text.append(problem(kind));
        }
        return text.toString().replaceAll("(?m)[ ]+$", "");
    }

    private static void line(StringBuilder text, String what, String words) {
        text.append("%-10s %s%n".formatted(what, words));
    }

    private static String number(double weight) {
        return String.format(Locale.ROOT, weight == Math.rint(weight) ? "%,.0f" : "%,.1f", weight);
    }

    private static String problem(ProblemTally.Kind kind) {
        String lines = kind.firstLines().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String example = kind.value() == null || kind.value().isEmpty()
                ? ""
                : "           e.g. %s%s%n".formatted(kind.column() == null ? "" : kind.column() + " = ", kind.value());
        return "  %-7s  %s, %,d %s: line %s%s%n%s           %s%n"
                .formatted(
                        kind.error() ? "error" : "warning",
                        kind.code(),
                        kind.count(),
                        kind.count() == 1 ? "time" : "times",
                        lines,
                        kind.count() > kind.firstLines().size() ? ", …" : "",
                        example,
                        kind.advice());
    }

    /// For a program: the same as one JSON object.
    public String json() {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode report = mapper.createObjectNode();
        report.put("file", file).put("dataset", dataset).put("datum", datum).put("unit", unit);
        report.put("result", end.name().toLowerCase(Locale.ROOT))
                .put("version", version)
                .put("why", why);
        report.putObject("rows").put("read", rowsRead).put("good", rowsGood).put("refused", rowsRead - rowsGood);
        report.put("cells_without_data", cellsWithoutData)
                .put("with_hours", withHours)
                .put("weight", weight);
        if (changes == null) {
            report.putNull("points");
        } else {
            report.putObject("points")
                    .put("total", changes.points())
                    .put("changed", changes.changed())
                    .put("removed", changes.removed())
                    .put("outside_every_district", changes.outsidePoints())
                    .put("outside_every_district_weight", changes.outsideWeight());
        }
        ArrayNode kinds = report.putArray("problems");
        for (ProblemTally.Kind kind : problems) {
            ObjectNode node = kinds.addObject();
            node.put("code", kind.code()).put("severity", kind.error() ? "error" : "warning");
            node.put("count", kind.count());
            ArrayNode lines = node.putArray("first_lines");
            kind.firstLines().forEach(first -> lines.add(first.longValue()));
            node.put("column", kind.column()).put("value", kind.value()).put("advice", kind.advice());
        }
        return mapper.writeValueAsString(report);
    }
}
