package dev.yizhan.geo.district;

import dev.yizhan.geo.load.ProblemTally;
import dev.yizhan.geo.load.ReportText;
import dev.yizhan.geo.load.RunEnd;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What became of one file of districts, for a person or for a program.
///
/// **Units**  square metres; `repairChange` adds up the changes without their signs.
public record DistrictReport(
        String file,
        String datum,
        RunEnd end,
        @Nullable String version,
        int read,
        int good,
        int repaired,
        double repairChangeSquareMetres,
        double areaSquareMetres,
        DistrictPublisher.@Nullable Outcome changes,
        List<ProblemTally.Kind> problems,
        @Nullable String why) {

    /// For a person.
    public String text() {
        ReportText text =
                new ReportText("%s → districts, positions read as %s".formatted(file, datum), end, version, why);
        if (end == RunEnd.UNCHANGED) {
            return text.toString();
        }
        text.line("shapes", "%,d read, %,d good, %,d refused".formatted(read, good, read - good));
        text.line(
                "",
                "%,d repaired; their areas changed by %.1f km² in all, of %,.0f km²"
                        .formatted(repaired, repairChangeSquareMetres / 1e6, areaSquareMetres / 1e6));
        if (changes != null) {
            text.line(
                    "districts",
                    "%,d in all, %,d of them united from others, %,d new or changed, %,d gone"
                            .formatted(changes.districts(), changes.derived(), changes.changed(), changes.deleted()));
            text.line("stations", "%,d lie in another district now".formatted(changes.stationsMoved()));
        }
        text.problems(problems);
        return text.toString();
    }

    /// For a program: the same as one JSON object.
    public String json() {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode report = mapper.createObjectNode();
        report.put("file", file).put("datum", datum);
        report.put("result", end.name().toLowerCase(java.util.Locale.ROOT));
        report.put("version", version).put("why", why);
        report.putObject("shapes")
                .put("read", read)
                .put("good", good)
                .put("refused", read - good)
                .put("repaired", repaired)
                .put("repair_area_change_m2", repairChangeSquareMetres)
                .put("area_m2", areaSquareMetres);
        if (changes == null) {
            report.putNull("districts");
        } else {
            report.putObject("districts")
                    .put("total", changes.districts())
                    .put("derived", changes.derived())
                    .put("changed", changes.changed())
                    .put("deleted", changes.deleted())
                    .put("stations_moved", changes.stationsMoved());
        }
        ProblemTally.write(problems, report);
        return mapper.writeValueAsString(report);
    }
}
