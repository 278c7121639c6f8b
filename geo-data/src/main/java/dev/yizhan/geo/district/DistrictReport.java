package dev.yizhan.geo.district;

import dev.yizhan.geo.load.ProblemTally;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of one file of districts, for a person or for a program.
///
/// **Units**  square metres; `repairChange` adds up the changes without their signs.
public record DistrictReport(
        String file,
        String datum,
        End end,
        @Nullable String version,
        int read,
        int good,
        int repaired,
        double repairChangeSquareMetres,
        double areaSquareMetres,
        DistrictPublisher.@Nullable Outcome changes,
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
        text.append("%s → districts, positions read as %s%n".formatted(file, datum));
        text.append("%-10s %s%s%n".formatted("result", end.words, version == null ? "" : ", version " + version));
        if (why != null) {
            text.append("%-10s %s%n".formatted("", why));
        }
        if (end == End.UNCHANGED) {
            return text.toString();
        }
        text.append("%-10s %,d read, %,d good, %,d refused%n".formatted("shapes", read, good, read - good));
        text.append("%-10s %,d repaired; their areas changed by %.1f km² in all, of %,.0f km²%n"
                .formatted("", repaired, repairChangeSquareMetres / 1e6, areaSquareMetres / 1e6));
        if (changes != null) {
            text.append("%-10s %,d in all, %,d of them united from others, %,d new or changed, %,d gone%n"
                    .formatted(
                            "districts", changes.districts(), changes.derived(), changes.changed(), changes.deleted()));
            text.append("%-10s %,d lie in another district now%n".formatted("stations", changes.stationsMoved()));
        }
        for (ProblemTally.Kind kind : problems) {
            text.append("  %-7s  %s, %,d: line %s%s%n           %s%n"
                    .formatted(
                            kind.error() ? "error" : "warning",
                            kind.code(),
                            kind.count(),
                            kind.firstLines().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                            kind.count() > kind.firstLines().size() ? ", …" : "",
                            kind.advice()));
        }
        return text.toString().replaceAll("(?m)[ ]+$", "");
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
        ArrayNode kinds = report.putArray("problems");
        problems.forEach(kind -> kinds.addObject()
                .put("code", kind.code())
                .put("severity", kind.error() ? "error" : "warning")
                .put("count", kind.count())
                .put("advice", kind.advice()));
        return mapper.writeValueAsString(report);
    }
}
