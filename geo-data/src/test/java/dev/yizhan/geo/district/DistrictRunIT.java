package dev.yizhan.geo.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.RunEnd;
import dev.yizhan.geo.support.TestDatabase;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistrictRunIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path folder;

    static Path fixtures() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DistrictRunIT.class.getResource("fixtures/clean.geojsonl"))
                        .toURI())
                .getParent();
    }

    static Stream<String> faulty() throws Exception {
        try (Stream<Path> files = Files.list(fixtures())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("clean."))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static DistrictRun.Request request(Path file) {
        Dataset dataset = new Dataset(
                "test-districts",
                Dataset.Kind.DISTRICTS,
                Dataset.Positions.REAL,
                "wgs84",
                null,
                null,
                null,
                null,
                null,
                null);
        return new DistrictRun.Request(file, dataset, Datum.WGS84, false);
    }

    private DistrictReport publish(Path file) throws Exception {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            return DistrictRun.publish(request(file), _ -> {}, connection);
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void what_is_wrong_with_a_district_is_told_by_line(String fixture) throws Exception {
        List<RowProblem> problems = new ArrayList<>();
        DistrictReport report = DistrictRun.check(request(fixtures().resolve(fixture)), problems::add);
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().code()).isEqualTo(fixture.substring(0, fixture.indexOf('.')));
        assertThat(problems.getFirst().line()).isPositive();
        boolean whole = problems.getFirst().isOfWholeFile();
        assertThat(report.end()).isEqualTo(whole ? RunEnd.REFUSED : RunEnd.CHECKED);
    }

    @Test
    void a_ring_that_touches_itself_keeps_its_area_and_a_crossed_one_keeps_both_halves() throws Exception {
        DistrictReport touching =
                DistrictRun.check(request(fixtures().resolve("shape_repaired.touches_itself.geojsonl")), _ -> {});
        assertThat(touching.repaired()).isEqualTo(1);
        assertThat(touching.repairChangeSquareMetres()).isCloseTo(0, within(1.0));
        DistrictReport crossed =
                DistrictRun.check(request(fixtures().resolve("shape_repaired.bow_tie.geojsonl")), _ -> {});
        double square = 1.2309e10;
        assertThat(crossed.areaSquareMetres() - square)
                .as("two triangles of a square degree each")
                .isBetween(2.3e10, 2.6e10);
    }

    @Test
    void parents_without_a_shape_are_united_from_their_children() throws Exception {
        DistrictReport report = publish(fixtures().resolve("clean.geojsonl"));
        assertThat(report.end()).isEqualTo(RunEnd.PUBLISHED);
        assertThat(query(
                        "select adcode || ' ' || name || ' ' || level || ' ' || coalesce(parent, '-') || ' ' || derived "
                                + "from district order by adcode"))
                .containsExactly(
                        "110000 北京市 province - true",
                        "110101 东城区 county 110000 false",
                        "410000 河南省 province - true",
                        "410100 郑州市 city 410000 true",
                        "410102 中原区 county 410100 false",
                        "410103 二七区 county 410100 false",
                        "419001 济源市 county 410000 false");
        assertThat(query("select count(*) from district p where derived and abs(area_m2 - (select sum(c.area_m2) from "
                        + "district c where c.parent = p.adcode)) > 1"))
                .containsExactly("0");
        assertThat(query(
                        "select count(*) from district where not st_covers(geom, label_point) or not st_isvalid(geom)"))
                .containsExactly("0");
        assertThat(query("select count(*) from coverage")).containsExactly("14");
    }

    @Test
    void children_of_a_city_that_is_no_more_are_part_of_their_province(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("nagqu.geojsonl");
        Files.writeString(file, square("542430", "尼玛县", 87) + "\n" + square("540102", "城关区", 91) + "\n");
        publish(file);
        assertThat(query("select adcode || ' ' || coalesce(parent, '-') from district order by adcode"))
                .containsExactly("540000 -", "540100 540000", "540102 540100", "542430 540000");
        assertThat(query("select st_covers(p.geom, c.geom) from district p, district c "
                        + "where p.adcode = '540000' and c.adcode = '542430'"))
                .containsExactly("t");
    }

    private static String square(String adcode, String name, int west) {
        return """
                {"type": "Feature", "properties": {"adcode": "%s", "name": "%s"}, "geometry": {"type": "Polygon", \
                "coordinates": [[[%3$d, 30], [%4$d, 30], [%4$d, 31], [%3$d, 31], [%3$d, 30]]]}}""".formatted(adcode, name, west, west + 1);
    }

    @Test
    void the_same_file_again_is_nothing_to_do_and_a_changed_one_changes_only_what_changed() throws Exception {
        publish(fixtures().resolve("clean.geojsonl"));
        assertThat(publish(fixtures().resolve("clean.geojsonl")).end()).isEqualTo(RunEnd.UNCHANGED);
        Path changed = Files.writeString(
                folder.resolve("b.geojsonl"),
                Files.readString(fixtures().resolve("clean.geojsonl")).replace("二七区", "二七新区"));
        assertThat(publish(changed).end()).isEqualTo(RunEnd.PUBLISHED);
        assertThat(query("select adcode from district where version = 2")).containsExactly("410103");
    }

    @Test
    void stations_find_their_district_anew() throws Exception {
        execute("""
                insert into dataset (name, kind, title_zh, positions, datum) values ('d', 'stations', 'd', 'real', 'wgs84');
                insert into publication values (1, '1-aaaaaaaa', 'd', now(), 'f', 's', '', '1', 1, 1, 0, 1, 0);
                insert into network (code, dataset, name_zh) values ('n', 'd', 'n');
                insert into station (id, network, source_id, name, location, source_x, source_y, source_datum,
                  converter_version, search_text, version)
                select 'n:' || x, 'n', x, 'n', st_point(x, 34.2, 4326), x, 34.2, 'wgs84', '1', '', 1
                from (values (113.2), (113.7), (120)) v (x);
                """);
        DistrictReport report = publish(fixtures().resolve("clean.geojsonl"));
        assertThat(Objects.requireNonNull(report.changes()).stationsMoved()).isEqualTo(2);
        assertThat(query("select coalesce(district, '-') || ' ' || version from station order by id"))
                .containsExactly("410102 2", "410103 2", "- 1");
        assertThat(query("select stations from coverage where adcode = '410100' and mode = 'walk'"))
                .containsExactly("2");
    }

    @Test
    void a_file_without_most_of_them_is_refused_and_leaves_all() throws Exception {
        publish(fixtures().resolve("clean.geojsonl"));
        Path part = Files.writeString(
                folder.resolve("part.geojsonl"),
                Files.readAllLines(fixtures().resolve("clean.geojsonl")).getFirst());
        DistrictReport report = publish(part);
        assertThat(report.end()).isEqualTo(RunEnd.REFUSED);
        assertThat(report.why()).contains("--allow-removals");
        assertThat(publish(fixtures().resolve("file_cut_short.geojson")).end()).isEqualTo(RunEnd.REFUSED);
        assertThat(query("select count(*) from district")).containsExactly("7");
    }
}
