package dev.yizhan.geo.load;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What became of one file, for a person or for a program.
///
/// **Empty**  `changes` is null where nothing was published; a version is null where there is none.
public record Report(
        String file,
        String fileSha256,
        String network,
        String datum,
        End end,
        @Nullable String version,
        int rowsRead,
        int rowsGood,
        int rowsRefused,
        StationPublisher.Outcome.@Nullable Published changes,
        Map<String, Integer> positionQuality,
        List<ProblemTally.Kind> problems,
        @Nullable String why) {

    private static final int LINE = 100;

    /// How it ended.
    public enum End {
        PUBLISHED("published"),
        UNCHANGED("nothing to do"),
        CHECKED("checked, nothing written"),
        REFUSED("refused, nothing written");

        final String words;

        End(String words) {
            this.words = words;
        }
    }

    /// For a person: what happened first, then the figures, then each kind of problem with what to
    /// do about it.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%s → network %s, positions read as %s%n".formatted(file, network, datum));
        text.append("%-10s %s%n".formatted("result", end.words + (version == null ? "" : ", version " + version)));
        if (why != null) {
            text.append("%-10s %s%n".formatted("", why));
        }
        if (end == End.UNCHANGED) {
            return text.toString();
        }
        text.append("%-10s %,d read, %,d good, %,d refused%n".formatted("rows", rowsRead, rowsGood, rowsRefused));
        if (changes != null) {
            text.append("%-10s %,d added, %,d updated, %,d back again, %,d removed, %,d as before%n"
                    .formatted(
                            "stations",
                            changes.added(),
                            changes.updated(),
                            changes.revived(),
                            changes.removed(),
                            changes.stations() - changes.changed()));
            if (changes.outsideEveryDistrict() > 0) {
                text.append("%-10s %,d outside every district that has a shape%n"
                        .formatted("", changes.outsideEveryDistrict()));
            }
        }
        text.append("%-10s %s%n"
                .formatted(
                        "positions",
                        positionQuality.entrySet().stream()
                                .map(quality -> "%,d %s".formatted(quality.getValue(), quality.getKey()))
                                .collect(Collectors.joining(", "))));
        text.append("%-10s %s%n".formatted("problems", problems.isEmpty() ? "none" : ""));
        for (ProblemTally.Kind kind : problems) {
            text.append(problem(kind));
        }
        return text.toString().replaceAll("(?m)[ ]+$", "");
    }

    private static String problem(ProblemTally.Kind kind) {
        String lines = kind.firstLines().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String more = kind.count() > kind.firstLines().size() ? ", …" : "";
        StringBuilder text = new StringBuilder();
        text.append("  %-7s  %s, %,d %s: line %s%s%n"
                .formatted(
                        kind.error() ? "error" : "warning",
                        kind.code(),
                        kind.count(),
                        kind.count() == 1 ? "time" : "times",
                        lines,
                        more));
        if (kind.value() != null && !kind.value().isEmpty()) {
            String column = kind.column() == null ? "" : kind.column() + " = ";
            text.append("           e.g. %s%s%n".formatted(column, shorten(kind.value())));
        }
        return text.append("           %s%n".formatted(kind.advice())).toString();
    }

    private static String shorten(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
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
        ArrayNode kinds = report.putArray("problems");
        for (ProblemTally.Kind kind : problems) {
            ObjectNode node = kinds.addObject();
            node.put("code", kind.code()).put("severity", kind.error() ? "error" : "warning");
            node.put("count", kind.count());
            ArrayNode lines = node.putArray("first_lines");
            kind.firstLines().forEach(line -> lines.add(line.longValue()));
            node.put("column", kind.column()).put("value", kind.value()).put("advice", kind.advice());
        }
        return mapper.writeValueAsString(report);
    }
}
