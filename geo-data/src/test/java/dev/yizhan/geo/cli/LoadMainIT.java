package dev.yizhan.geo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.support.SharedData;
import dev.yizhan.geo.support.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadMainIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return LoadMain.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private int load(String file, String... more) {
        List<String> args = new ArrayList<>(List.of("load", "--database", database.url(), "--quiet", file));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
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

    private Path list(String name, String... rows) throws Exception {
        return Files.writeString(
                folder.resolve(name), "id,name,district,lon,lat,open_hours\n" + String.join("\n", rows) + "\n");
    }

    @Test
    void a_list_is_published_and_the_same_file_again_changes_nothing() throws Exception {
        String file = list("a.csv", "1,中心路驿站,金水区,113.67,34.75,24小时", "2,东风路驿站,金水区,113.70,34.75,以公告为准")
                .toString();
        assertThat(load(file, "--network", "zz", "--datum", "gcj02")).isEqualTo(LoadMain.DONE);
        assertThat(out.toString()).contains("published", "2 read, 2 good, 0 refused", "unparseable_hours");
        assertThat(query("select hours_osm from station order by id")).containsExactly("24/7", null);
        assertThat(query("select count(*) from row_problem where code = 'unparseable_hours'"))
                .containsExactly("1");

        assertThat(load(file, "--network", "zz", "--datum", "gcj02")).isEqualTo(LoadMain.DONE);
        assertThat(out.toString()).contains("nothing to do");
        assertThat(query("select count(*) from publication")).containsExactly("1");

        assertThat(load(file, "--network", "zz", "--datum", "wgs84")).isEqualTo(LoadMain.DONE);
        assertThat(query("select count(*) from publication"))
                .as("another datum, other positions")
                .containsExactly("2");
    }

    @Test
    void the_original_coordinate_its_datum_and_the_converter_are_kept() throws Exception {
        String file = list("a.csv", "1,中心路驿站,,469365.18725,3847774.62847,").toString();
        assertThat(load(file, "--network", "zz", "--datum", "epsg:4547")).isEqualTo(LoadMain.DONE);
        assertThat(
                        query(
                                "select source_x || ' ' || source_y || ' ' || source_datum || ' ' || converter_version from station"))
                .containsExactly("469365.18725 3847774.62847 epsg:4547 yizhan-datum-1");
        assertThat(
                        query(
                                "select round(st_x(location)::numeric, 6) || ' ' || round(st_y(location)::numeric, 6) from station"))
                .containsExactly("113.665400 34.757800");
    }

    @Test
    void too_many_problems_refuse_the_file_whole() throws Exception {
        String file = list("a.csv", "1,中心路驿站,,113.67,34.75,", "2,东风路驿站,,0,0,", "3,南阳路驿站,,999,34,")
                .toString();
        assertThat(load(file, "--network", "zz", "--datum", "wgs84", "--max-problems", "1"))
                .isEqualTo(LoadMain.REFUSED);
        assertThat(out.toString()).contains("2 rows cannot be used, and --max-problems allows 1");
        assertThat(query("select count(*) from station")).containsExactly("0");

        Path problems = folder.resolve("problems.csv");
        assertThat(load(file, "--network", "zz", "--datum", "wgs84", "--problems", problems.toString()))
                .isEqualTo(LoadMain.DONE);
        assertThat(query("select id from station")).containsExactly("zz:1");
        assertThat(Files.readAllLines(problems))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("3,error,null_island,lon"));
    }

    @Test
    void a_file_cut_short_leaves_the_list_that_was_there() throws Exception {
        String whole = list("a.csv", "1,中心路驿站,,113.67,34.75,", "2,东风路驿站,,113.70,34.75,")
                .toString();
        assertThat(load(whole, "--network", "zz", "--datum", "wgs84")).isEqualTo(LoadMain.DONE);
        Path cut = Files.writeString(folder.resolve("b.csv"), "id,name,lon,lat\n1,中心路驿站,113.67,34.75\n2,\"东风路");
        assertThat(load(cut.toString(), "--network", "zz", "--datum", "wgs84", "--allow-removals"))
                .isEqualTo(LoadMain.REFUSED);
        assertThat(query("select count(*) from station where not removed")).containsExactly("2");
    }

    @Test
    void checking_writes_nothing_and_needs_no_database() throws Exception {
        String file = list("a.csv", "1,中心路驿站,,113.67,34.75,").toString();
        assertThat(run("load", "--check-only", "--network", "zz", "--datum", "gcj02", "--json", file))
                .isEqualTo(LoadMain.DONE);
        assertThat(out.toString()).contains("\"result\" : \"checked\"");
        assertThat(load(file, "--check-only", "--network", "zz", "--datum", "gcj02"))
                .isEqualTo(LoadMain.DONE);
        assertThat(query("select count(*) from publication")).containsExactly("0");
    }

    @Test
    void a_column_is_what_the_caller_says() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "编号,叫什么,东,北\n1,中心路驿站,113.67,34.75\n");
        assertThat(load(file.toString(), "--network", "zz", "--datum", "wgs84")).isEqualTo(LoadMain.REFUSED);
        assertThat(out.toString()).contains("missing_column");
        assertThat(load(
                        file.toString(),
                        "--network",
                        "zz",
                        "--datum",
                        "wgs84",
                        "--map",
                        "叫什么=name",
                        "--map",
                        "东=lon",
                        "--map",
                        "北=lat"))
                .isEqualTo(LoadMain.DONE);
        assertThat(query("select name from station")).containsExactly("中心路驿站");
        assertThat(load(file.toString(), "--network", "zz", "--datum", "wgs84", "--map", "西=lon"))
                .isEqualTo(LoadMain.USAGE);
        assertThat(err.toString()).contains("no column 西").contains("叫什么");
    }

    @Test
    void the_district_in_the_text_is_held_against_the_shapes() throws Exception {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into dataset (name, kind, title_zh, positions, datum)
                      values ('shapes', 'districts', '区划', 'real', 'wgs84');
                    insert into publication values
                      (1, '1-aaaaaaaa', 'shapes', now(), 'f', 's', '', '1', 2, 2, 0, 2, 0);
                    insert into district
                      (adcode, name, level, area_m2, geom, label_point, dataset, version, search_text) values
                      ('410105', '金水区', 'county', 1, st_multi(st_makeenvelope(113.6, 34.7, 113.8, 34.9, 4326)),
                       st_point(113.7, 34.8, 4326), 'shapes', 1, ''),
                      ('410102', '中原区', 'county', 1, st_multi(st_makeenvelope(113.4, 34.7, 113.6, 34.9, 4326)),
                       st_point(113.5, 34.8, 4326), 'shapes', 1, '');
                    """);
        }
        String fixture = RowProblemFixturesTest.folder()
                .resolve("district_contradicts.csv")
                .toString();
        assertThat(load(fixture, "--network", "zz", "--datum", "wgs84")).isEqualTo(LoadMain.DONE);
        assertThat(
                        query(
                                "select line || ' ' || value || ' ' || advice from row_problem where code = 'district_contradicts'"))
                .containsExactly("3 中原区 the place lies in 金水区: check the coordinate first, then the text");
        assertThat(query("select district from station order by id")).containsExactly("410105", "410105");

        assertThat(load(fixture, "--network", "yy", "--datum", "wgs84", "--region", "410102"))
                .isEqualTo(LoadMain.REFUSED);
        assertThat(out.toString()).contains("outside_region").contains("the district 410102");
    }

    @Test
    void a_command_without_sense_is_told_what_is_wrong() throws Exception {
        String file = list("a.csv", "1,中心路驿站,,113.67,34.75,").toString();
        assertThat(load(file, "--network", "zz", "--datum", "mars")).isEqualTo(LoadMain.USAGE);
        assertThat(err.toString()).contains("there is no datum mars");
        assertThat(load(file, "--network", "Z Z", "--datum", "wgs84")).isEqualTo(LoadMain.USAGE);
        assertThat(load(file, "--datum", "wgs84")).isEqualTo(LoadMain.USAGE);
        assertThat(load(file, "--network", "zz", "--datum", "wgs84", "--max-problems", "-1"))
                .isEqualTo(LoadMain.USAGE);
        assertThat(load(folder.resolve("none.csv").toString(), "--network", "zz", "--datum", "wgs84"))
                .isEqualTo(LoadMain.UNAVAILABLE);
        assertThat(err.toString()).contains("there is no file");
        assertThat(run(
                        "load",
                        "--database",
                        "postgresql://nobody@127.0.0.1:1/none",
                        "--network",
                        "zz",
                        "--datum",
                        "wgs84",
                        file))
                .isEqualTo(LoadMain.UNAVAILABLE);
        assertThat(query("select count(*) from publication")).containsExactly("0");
    }

    @Test
    void made_up_positions_are_marked_as_such_unless_more_is_said_of_them() throws Exception {
        String file = list("a.csv", "1,中心路驿站,金水区,113.67,34.75,24小时").toString();
        assertThat(load(file, "--network", "zz", "--datum", "gcj02", "--synthetic"))
                .isEqualTo(LoadMain.DONE);
        assertThat(query("select position_quality from station")).containsExactly("synthetic");
        assertThat(load(file, "--network", "zz", "--datum", "gcj02", "--synthetic", "--position-quality", "schematic"))
                .isEqualTo(LoadMain.DONE);
        assertThat(query("select position_quality from station")).containsExactly("schematic");
    }

    @Test
    void the_list_of_zhengzhou_loads_and_says_how_far_to_trust_it() throws Exception {
        Path file = SharedData.file("stations/zhengzhou.csv");
        assertThat(load(file.toString(), "--network", "zhengzhou-union", "--datum", "gcj02"))
                .isEqualTo(LoadMain.DONE);
        assertThat(out.toString()).contains("639 read, 639 good, 0 refused");
        assertThat(query(
                        "select position_quality || ' ' || count(*) from station group by position_quality order by 1"))
                .containsExactly("geocoded 64", "schematic 557", "surveyed 18");
        assertThat(query("select count(*) from station where hours_text is not null and hours_osm is null"))
                .containsExactly("0");
        assertThat(query("select count(distinct amenity) from station, unnest(amenities) amenity"))
                .containsExactly("10");
        assertThat(query("select count(*) from station where st_distancesphere(location, "
                        + "st_setsrid(st_point(source_x, source_y), 4326)) between 300 and 800"))
                .containsExactly("639");
    }
}
