package dev.yizhan.geo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.check.Checks;
import dev.yizhan.geo.check.PositionRule;
import dev.yizhan.geo.check.Region;
import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.load.LoadRun;
import dev.yizhan.geo.station.Station;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each fixture is named after its situation: `<code>.<variant>.<extension>`.
class RowProblemFixturesTest {

    /// Needs the shapes of districts; it is held against a database elsewhere.
    private static final String WITH_DATABASE = "district_contradicts";

    record Problem(
            long line,
            String code,
            boolean error,
            @Nullable String column,
            @Nullable String value,
            String advice) {}

    record Outcome(List<Station> stations, List<Problem> problems, LoadRun.Extent extent) {}

    static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(
                                RowProblemFixturesTest.class.getResource("/dev/yizhan/geo/check/fixtures/clean.csv"))
                        .toURI())
                .getParent();
    }

    static Stream<String> fixtures() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("clean.") && !name.startsWith(WITH_DATABASE))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<String> cleanFiles() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("clean."))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Outcome load(Path file) throws Exception {
        Checks checks = new Checks(Datum.WGS84, Region.box("110,31,117,37"), PositionRule.BY_DESCRIPTION, null);
        List<Station> stations = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        LoadRun.Extent extent;
        try (Progress silent = Progress.of("stations", true)) {
            extent = new CheckedRows(file, Map.of(), checks, silent).readInto(new LoadRun.Sink() {
                @Override
                public void station(Station station) {
                    stations.add(station);
                }

                @Override
                public void problem(
                        long line,
                        String code,
                        boolean error,
                        @Nullable String column,
                        @Nullable String value,
                        String advice) {
                    problems.add(new Problem(line, code, error, column, value, advice));
                }
            });
        }
        return new Outcome(stations, problems, extent);
    }

    @Test
    void every_kind_of_problem_has_a_fixture() throws Exception {
        Set<String> kinds = Arrays.stream(RowProblem.class.getPermittedSubclasses())
                .map(type ->
                        type.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown =
                fixtures().map(name -> name.substring(0, name.indexOf('.'))).collect(Collectors.toSet());
        shown.add(WITH_DATABASE);
        try (Stream<Path> districts = Files.list(folder().resolve("../../district/fixtures"));
                Stream<Path> demand = Files.list(folder().resolve("../../demand/fixtures"))) {
            Stream.concat(districts, demand)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("clean."))
                    .forEach(name -> shown.add(name.substring(0, name.indexOf('.'))));
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void is_told_by_line_and_with_advice_and_nothing_else_is(String fixture) throws Exception {
        Outcome outcome = load(folder().resolve(fixture));
        String code = fixture.substring(0, fixture.indexOf('.'));
        assertThat(outcome.problems).as(fixture).hasSize(1);
        Problem problem = outcome.problems.getFirst();
        assertThat(problem.code).isEqualTo(code);
        assertThat(problem.line).isPositive();
        assertThat(problem.advice).hasSizeGreaterThan(10);
        boolean wholeFile = outcome.extent.unusable() != null;
        if (!wholeFile) {
            int good = problem.error ? outcome.extent.rows() - 1 : outcome.extent.rows();
            assertThat(outcome.stations).as("good rows stay").hasSize(good).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "missing_name.csv, 3, name, -",
                "missing_coordinate.csv, 3, lat, -",
                "not_a_number.csv, 3, lon, NaN",
                "null_island.csv, 3, lon, '0, 0.0'",
                "swapped_coordinates.csv, 3, lon, '34.7578, 113.6654'",
                "duplicate_id.csv, 4, id, 1",
                "unknown_amenity.csv, 2, amenities, jacuzzi",
                "unparseable_hours.csv, 2, open_hours, 以公告为准",
                "row_cut_short.csv, 3, district, 东风路2号",
                "too_many_columns.csv, 3, -, 一",
                "near_duplicate.csv, 3, name, 中心路 驿站"
            })
    void names_line_column_and_value(String fixture, long line, @Nullable String column, @Nullable String value)
            throws Exception {
        Problem problem = load(folder().resolve(fixture)).problems.getFirst();
        assertThat(problem.line).isEqualTo(line);
        assertThat(problem.column).isEqualTo(column);
        assertThat(problem.value).isEqualTo(value);
    }

    @Test
    void a_duplicate_names_the_row_that_is_kept() throws Exception {
        Outcome outcome = load(folder().resolve("duplicate_id.csv"));
        assertThat(outcome.problems.getFirst().advice).contains("line 2 has the same id");
        assertThat(outcome.stations).extracting(Station::name).containsExactly("中心路驿站", "东风路驿站");
    }

    @Test
    void what_cannot_be_known_is_null_and_the_row_stays() throws Exception {
        assertThat(load(folder().resolve("unknown_status.csv"))
                        .stations
                        .getFirst()
                        .status())
                .isNull();
        assertThat(load(folder().resolve("unknown_entry.csv"))
                        .stations
                        .getFirst()
                        .entry())
                .isNull();
        assertThat(load(folder().resolve("unreadable_number.csv"))
                        .stations
                        .getFirst()
                        .capacity())
                .isNull();
        assertThat(load(folder().resolve("unparseable_hours.csv"))
                        .stations
                        .getFirst()
                        .hoursText())
                .isEqualTo("以公告为准");
        assertThat(load(folder().resolve("unknown_amenity.csv"))
                        .stations
                        .getFirst()
                        .offers())
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("cleanFiles")
    void a_clean_file_of_any_form_loads_without_a_word(String fixture) throws Exception {
        Outcome outcome = load(folder().resolve(fixture));
        assertThat(outcome.problems).isEmpty();
        assertThat(outcome.extent.unusable()).isNull();
        Station first = outcome.stations.getFirst();
        assertThat(first.sourceId()).isEqualTo("1");
        assertThat(first.name()).isEqualTo("中心路驿站");
        assertThat(first.location().lon()).isEqualTo(113.6654);
        assertThat(first.location().lat()).isEqualTo(34.7578);
    }
}
