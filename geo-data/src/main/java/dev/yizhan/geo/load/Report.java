package dev.yizhan.geo.load;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What became of one file, for a person or for a program.
///
/// **Empty**  `changes` is null where nothing was published; a version is null where there is none.
public record Report(
        String file,
        String fileSha256,
        String network,
        String datum,
        RunEnd end,
        @Nullable String version,
        int rowsRead,
        int rowsGood,
        int rowsRefused,
        StationPublisher.Outcome.@Nullable Published changes,
        Map<String, Integer> positionQuality,
        List<ProblemTally.Kind> problems,
        @Nullable String why) {

    /// For a person.
    public String text() {
        ReportText text = new ReportText(
                "%s → network %s, positions read as %s".formatted(file, network, datum), end, version, why);
        if (end == RunEnd.UNCHANGED) {
            return text.toString();
        }
        text.line("rows", "%,d read, %,d good, %,d refused".formatted(rowsRead, rowsGood, rowsRefused));
        if (changes != null) {
            text.line(
                    "stations",
                    "%,d added, %,d updated, %,d back again, %,d removed, %,d as before"
                            .formatted(
                                    changes.added(),
                                    changes.updated(),
                                    changes.revived(),
                                    changes.removed(),
                                    changes.stations() - changes.changed()));
            if (changes.outsideEveryDistrict() > 0) {
                text.line("", "%,d outside every district that has a shape".formatted(changes.outsideEveryDistrict()));
            }
        }
        text.line(
                "positions",
                positionQuality.entrySet().stream()
                        .map(quality -> "%,d %s".formatted(quality.getValue(), quality.getKey()))
                        .collect(Collectors.joining(", ")));
        text.problems(problems);
        return text.toString();
    }

    /// For a program: the same as one JSON object.
    public String json() {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode report = mapper.createObjectNode();
        report.put("file", file).put("file_sha256", fileSha256);
        report.put("network", network).put("datum", datum);
        report.put("result", end.name().toLowerCase(java.util.Locale.ROOT));
        report.put("version", version).put("why", why);
        report.putObject("rows").put("read", rowsRead).put("good", rowsGood).put("refused", rowsRefused);
        if (changes == null) {
            report.putNull("stations");
        } else {
            report.putObject("stations")
                    .put("added", changes.added())
                    .put("updated", changes.updated())
                    .put("revived", changes.revived())
                    .put("removed", changes.removed())
                    .put("unchanged", changes.stations() - changes.changed())
                    .put("outside_every_district", changes.outsideEveryDistrict());
        }
        ObjectNode quality = report.putObject("position_quality");
        positionQuality.forEach(quality::put);
        ProblemTally.write(problems, report);
        return mapper.writeValueAsString(report);
    }
}
