package dev.yizhan.geo.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each list is named after its situation: `<code>.<variant>.<extension>`.
class DemandRowsTest {

    private record Outcome(List<DemandPoint> points, List<RowProblem> problems, DemandRows.Extent extent) {}

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DemandRowsTest.class.getResource("fixtures/clean.csv"))
                        .toURI())
                .getParent()
                .resolveSibling(name);
    }

    static Stream<String> lists() throws Exception {
        try (Stream<Path> files = Files.list(folder("fixtures"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Outcome read(DemandRows rows) throws Exception {
        List<DemandPoint> points = new ArrayList<>();
        List<RowProblem> problems = new ArrayList<>();
        DemandRows.Extent extent = rows.readInto(new DemandRows.Sink() {
            @Override
            public void point(DemandPoint point) {
                points.add(point);
            }

            @Override
            public void problem(RowProblem problem) {
                problems.add(problem);
            }
        });
        return new Outcome(points, problems, extent);
    }

    private static Outcome list(String name, @Nullable String unit) throws Exception {
        return read(DemandRows.ofList(folder("fixtures").resolve(name), Map.of(), Datum.WGS84, unit));
    }

    private static Outcome rasters(@Nullable Datum datum, String... names) throws Exception {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(folder("rasters").resolve(name));
        }
        return read(new RasterRows(files, "people", datum));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_problem_is_told_by_line_and_with_advice_and_good_rows_stay(String name) throws Exception {
        Outcome outcome = list(name, null);
        if (name.startsWith("clean.")) {
            assertThat(outcome.problems).isEmpty();
            assertThat(outcome.points.getFirst().unit()).isEqualTo("workers");
            return;
        }
        assertThat(outcome.problems).hasSize(1);
        RowProblem problem = outcome.problems.getFirst();
        assertThat(problem.code()).isEqualTo(name.substring(0, name.indexOf('.')));
        assertThat(problem.advice()).hasSizeGreaterThan(10);
        if (outcome.extent.unusable() == null) {
            int good = problem.isError() ? outcome.extent.rows() - 1 : outcome.extent.rows();
            assertThat(outcome.points).hasSize(good).isNotEmpty();
        }
    }

    @Test
    void the_unit_of_the_caller_holds_where_no_column_says_one() throws Exception {
        assertThat(list("missing_unit.csv", "workers").points).hasSize(2);
        assertThat(list("clean.csv", "people").problems).allMatch(RowProblem.OtherUnit.class::isInstance);
    }

    @Test
    void nothing_counts_twice_without_ids_either() throws Exception {
        assertThat(list("clean.geojson", null).points)
                .extracting(DemandPoint::id)
                .containsExactly("1", "cell");
        assertThat(list("clean.geojson", null).points.get(1).place().lon()).isCloseTo(113.675, within(1e-9));
    }

    @Test
    void a_profile_has_24_hours_or_is_none() throws Exception {
        List<DemandPoint> points = list("unreadable_profile.csv", null).points;
        assertThat(points.getFirst().hourly()).isEmpty();
        assertThat(points.getLast().hourly()).hasSize(24).startsWith(0.0, 1.0).endsWith(23.0);
    }

    @Test
    void cells_of_a_raster_count_in_their_middle_and_those_without_data_do_not() throws Exception {
        Outcome outcome = rasters(null, "people.tif");
        assertThat(outcome.problems).isEmpty();
        assertThat(outcome.points).extracting(DemandPoint::weight).containsExactly(10.0, 20.0, 5.5);
        assertThat(outcome.extent.withoutData())
                .as("no data, not a number, nobody")
                .isEqualTo(3);
        assertThat(outcome.points.getFirst().place().lon()).isCloseTo(113.605, within(1e-9));
        assertThat(outcome.points.getFirst().place().lat()).isCloseTo(34.715, within(1e-9));
        assertThat(outcome.points.getLast().place().lat()).isCloseTo(34.705, within(1e-9));
    }

    @Test
    void a_projected_raster_lies_where_gdal_puts_it_and_negative_cells_are_told() throws Exception {
        Outcome outcome = rasters(null, "projected.tif");
        assertThat(outcome.problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("not_a_weight");
            assertThat(problem.column()).isEqualTo("projected.tif column 0");
            assertThat(problem.value()).isEqualTo("-4.0");
        });
        assertThat(outcome.points.getFirst().place().lon()).isCloseTo(113.677769087188, within(1e-9));
        assertThat(outcome.points.getFirst().place().lat()).isCloseTo(34.764371959258, within(1e-9));
    }

    @Test
    void rasters_that_lie_side_by_side_are_one_dataset() throws Exception {
        Outcome outcome = rasters(null, "people.tif", "east.tif");
        assertThat(outcome.extent.unusable()).isNull();
        assertThat(outcome.points).hasSize(6);
        assertThat(outcome.points.stream().map(DemandPoint::id).distinct()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "people.tif coarse.tif, rasters of different resolutions cannot be one dataset",
        "people.tif on_top.tif, its cells would count twice",
        "people.tif projected.tif, another coordinate system",
        "no_crs.tif, does not say what its coordinates refer to",
        "two_bands.tif, 2 bands"
    })
    void rasters_that_cannot_be_one_dataset_are_refused_with_words(String names, String words) throws Exception {
        Outcome outcome = rasters(null, names.split(" "));
        assertThat(outcome.extent.unusable()).contains(words);
        assertThat(outcome.points).isEmpty();
    }

    @Test
    void a_raster_that_does_not_say_it_is_read_in_the_datum_that_the_caller_says() throws Exception {
        Outcome outcome = rasters(Datum.GCJ02, "no_crs.tif");
        assertThat(outcome.extent.unusable()).isNull();
        assertThat(outcome.points.getFirst().place().lon() - 113.605).isBetween(-0.008, -0.003);
    }

    /// Little-endian strips, big-endian tiles and BigTIFF.
    @ParameterizedTest
    @ValueSource(strings = {"people.tif", "tiled_big_endian.tif", "bigtiff.tif"})
    void a_raster_that_is_cut_short_anywhere_is_refused(String name, @TempDir Path folder) throws Exception {
        Path whole = folder("rasters").resolve(name);
        assertThat(RasterFile.isCutShort(whole)).isFalse();
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 8; length < bytes.length; length += length < bytes.length - 100 ? 50 : 1) {
            Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(bytes, length));
            Outcome outcome = read(new RasterRows(List.of(cut), "people", null));
            assertThat(outcome.extent.unusable()).as("%d bytes", length).contains("cut.tif is cut short");
            assertThat(outcome.points).isEmpty();
        }
    }

    @Test
    void what_is_no_tiff_is_none() throws Exception {
        assertThat(RasterFile.isOne(folder("fixtures").resolve("clean.csv"))).isFalse();
        assertThat(Arrays.asList("people.tif", "projected.tif"))
                .allSatisfy(
                        name -> assertThat(RasterFile.isOne(folder("rasters").resolve(name)))
                                .isTrue());
    }
}
