package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final StationPublisher.Outcome.Published CHANGES =
            new StationPublisher.Outcome.Published("7-0a1b2c3d", 7, 12, 2, 1, 1, 3, 4);

    @Test
    void a_person_reads_what_happened_then_the_figures_then_the_problems_with_advice() {
        assertThat(report(RunEnd.PUBLISHED, CHANGES, null).text().lines())
                .containsExactly(
                        "list.csv → network union, positions read as gcj02",
                        "result     published, version 7-0a1b2c3d",
                        "rows       20 read, 12 good, 8 refused",
                        "stations   2 added, 1 updated, 1 back again, 3 removed, 8 as before",
                        "           4 outside every district that has a shape",
                        "positions  10 surveyed, 2 unknown",
                        "problems",
                        "  error    missing-coordinate, 8 times: line 2, 3, 4, 5, 6, …",
                        "           give the longitude",
                        "  warning  unknown-amenity, 1 time: line 12",
                        "           e.g. amenities = sauna bath",
                        "           add it to the catalogue");
    }

    @Test
    void a_program_reads_the_same_figures() {
        JsonNode json = JsonMapper.shared()
                .readTree(report(RunEnd.PUBLISHED, CHANGES, null).json());

        assertThat(json.at("/result").asString()).isEqualTo("published");
        assertThat(json.at("/version").asString()).isEqualTo("7-0a1b2c3d");
        assertThat(json.at("/rows/refused").asInt()).isEqualTo(8);
        assertThat(json.at("/stations/revived").asInt()).isEqualTo(1);
        assertThat(json.at("/position_quality/unknown").asInt()).isEqualTo(2);
        assertThat(json.at("/problems/0/code").asString()).isEqualTo("missing-coordinate");
        assertThat(json.at("/problems/0/first_lines").size()).isEqualTo(5);
        assertThat(json.at("/why").isNull()).isTrue();
    }

    @Test
    void a_refusal_says_why_and_names_no_changes() {
        Report refused = report(RunEnd.REFUSED, null, "8 rows cannot be used, 5 are allowed");

        assertThat(refused.text())
                .contains("refused, nothing written")
                .contains("8 rows cannot be used, 5 are allowed")
                .doesNotContain("added");
        assertThat(JsonMapper.shared().readTree(refused.json()).at("/stations").isNull())
                .isTrue();
    }

    private static Report report(RunEnd end, StationPublisher.Outcome.Published changes, String why) {
        ProblemTally tally = new ProblemTally();
        tally.add(12, "unknown-amenity", false, "amenities", "sauna \n bath", "add it to the catalogue");
        for (int line = 2; line < 10; line++) {
            tally.add(line, "missing-coordinate", true, "lon", null, "give the longitude");
        }
        Map<String, Integer> quality = new LinkedHashMap<>();
        quality.put("surveyed", 10);
        quality.put("unknown", 2);
        return new Report(
                "list.csv",
                "ab12",
                "union",
                "gcj02",
                end,
                changes == null ? null : changes.version(),
                20,
                12,
                8,
                changes,
                quality,
                tally.kinds(),
                why);
    }
}
