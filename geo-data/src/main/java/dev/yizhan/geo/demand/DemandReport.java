package dev.yizhan.geo.demand;

import dev.yizhan.geo.load.ProblemTally;
import dev.yizhan.geo.load.ReportText;
import dev.yizhan.geo.load.RunEnd;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
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
        RunEnd end,
        @Nullable String version,
        int rowsRead,
        int rowsGood,
        int cellsWithoutData,
        int withHours,
        double weight,
        DemandPublisher.@Nullable Outcome changes,
        List<ProblemTally.Kind> problems,
        @Nullable String why) {

    /// For a person.
    public String text() {
        ReportText text = new ReportText(
                "%s → demand %s, positions read as %s".formatted(file, dataset, datum), end, version, why);
        if (end == RunEnd.UNCHANGED) {
            return text.toString();
        }
        text.line("rows", "%,d read, %,d good, %,d refused".formatted(rowsRead, rowsGood, rowsRead - rowsGood));
        if (cellsWithoutData > 0) {
            text.line("", "%,d cells without data, left out".formatted(cellsWithoutData));
        }
        text.line(
                "demand",
                "%s %s in all, %,d with a profile of the day"
                        .formatted(number(weight), unit == null ? "of nothing known" : unit, withHours));
        if (changes != null) {
            text.line("points", "%,d new or changed, %,d gone".formatted(changes.changed(), changes.removed()));
            if (changes.outsidePoints() > 0) {
                text.line(
                        "outside",
                        "%,d points, %s %s, in no district that has a shape"
                                .formatted(changes.outsidePoints(), number(changes.outsideWeight()), unit));
            }
        }
        text.problems(problems);
        return text.toString();
    }

    private static String number(double weight) {
        return String.format(Locale.ROOT, weight == Math.rint(weight) ? "%,.0f" : "%,.1f", weight);
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
        ProblemTally.write(problems, report);
        return mapper.writeValueAsString(report);
    }
}
