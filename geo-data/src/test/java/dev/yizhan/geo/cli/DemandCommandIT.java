package dev.yizhan.geo.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandCommandIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int demand(Path file, String... more) {
        List<String> args = new ArrayList<>(List.of("demand", "--database", database.url(), file.toString()));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return LoadMain.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
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
        return Files.writeString(folder.resolve(name), "id,lon,lat,weight\n" + String.join("\n", rows) + "\n");
    }

    private void district() throws Exception {
        Path file = Files.writeString(
                folder.resolve("districts.geojsonl"),
                "{\"type\":\"Feature\",\"properties\":{\"adcode\":\"410105\",\"name\":\"金水区\"},\"geometry\":"
                        + "{\"type\":\"Polygon\",\"coordinates\":[[[113.6,34.7],[113.7,34.7],[113.7,34.8],[113.6,34.8],"
                        + "[113.6,34.7]]]}}\n");
        assertThat(run("districts", "--database", database.url(), "--quiet", "--datum", "wgs84", file.toString()))
                .as("%s%s", out, err)
                .isEqualTo(LoadMain.DONE);
    }

    @Test
    void demand_is_published_whole_finds_its_district_and_the_same_again_changes_nothing() throws Exception {
        district();
        Path file = list("a.csv", "1,113.65,34.75,40", "2,113.66,34.75,60", "3,113.9,34.75,7", "4,113.66,34.75,-1");
        assertThat(demand(file, "--name", "zz", "--unit", "workers", "--datum", "wgs84"))
                .isEqualTo(LoadMain.DONE);
        assertThat(out.toString())
                .contains("published", "4 read, 3 good, 1 refused", "107 workers in all", "not_a_weight")
                .contains("outside    1 points, 7 workers, in no district that has a shape");
        assertThat(query("select coalesce(district, 'none') from demand_point order by source_id"))
                .containsExactly("410105", "410105", "none");
        assertThat(query("select kind from dataset where name = 'zz'")).containsExactly("demand");

        assertThat(demand(file, "--name", "zz", "--unit", "workers", "--datum", "wgs84"))
                .isEqualTo(LoadMain.DONE);
        assertThat(out.toString()).contains("nothing to do");
    }

    @Test
    void a_dataset_has_a_title_in_both_languages_and_keeps_the_one_that_is_not_stated_anew() throws Exception {
        Path file = list("a.csv", "1,113.65,34.75,40");
        assertThat(demand(file, "--name", "zz", "--unit", "workers", "--datum", "wgs84", "--title-en", "Riders"))
                .isEqualTo(LoadMain.DONE);
        assertThat(query("select title_zh || ', ' || title_en from dataset")).containsExactly("zz, Riders");
        assertThat(demand(file, "--name", "zz", "--unit", "workers", "--datum", "wgs84", "--title-zh", "骑手"))
                .isEqualTo(LoadMain.DONE);
        assertThat(query("select title_zh || ', ' || title_en from dataset")).containsExactly("骑手, Riders");
        assertThat(query("select count(*) from publication"))
                .as("readers are told of the new title")
                .containsExactly("2");
    }

    @Test
    void what_a_new_list_lacks_becomes_a_tombstone_and_what_it_leaves_alone_keeps_its_version() throws Exception {
        demand(
                list("a.csv", "1,113.65,34.75,40", "2,113.66,34.75,60"),
                "--name",
                "zz",
                "--unit",
                "people",
                "--datum",
                "gcj02");
        demand(
                list("b.csv", "1,113.65,34.75,40", "3,113.66,34.75,60"),
                "--name",
                "zz",
                "--unit",
                "people",
                "--datum",
                "gcj02");
        assertThat(out.toString()).contains("1 new or changed, 1 gone");
        assertThat(query("select source_id || ' ' || version || ' ' || removed from demand_point order by source_id"))
                .containsExactly("1 1 false", "2 2 true", "3 2 false");
        demand(list("c.csv", "2,113.66,34.75,60"), "--name", "zz", "--unit", "people", "--datum", "gcj02");
        assertThat(query("select source_id || ' ' || version || ' ' || removed from demand_point order by source_id"))
                .containsExactly("1 3 true", "2 3 false", "3 3 true");
    }

    @Test
    void demand_that_was_there_first_finds_its_district_when_the_shapes_come() throws Exception {
        demand(list("a.csv", "1,113.65,34.75,40"), "--name", "zz", "--unit", "people", "--datum", "wgs84");
        district();
        assertThat(query("select district || ' ' || version from demand_point")).containsExactly("410105 2");
    }

    @Test
    void a_raster_is_loaded_with_its_own_coordinate_system() throws Exception {
        Path raster = Path.of(DemandCommandIT.class
                .getResource("/dev/yizhan/geo/demand/rasters/people.tif")
                .toURI());
        assertThat(demand(raster, "--name", "grid", "--unit", "people")).isEqualTo(LoadMain.DONE);
        assertThat(out.toString())
                .contains("35.5 people in all", "3 cells without data", "positions read as its raster says");
        assertThat(demand(raster, "--name", "grid")).isEqualTo(LoadMain.USAGE);
        assertThat(err.toString()).contains("--unit");
        Path coarse = raster.resolveSibling("coarse.tif");
        assertThat(demand(raster, coarse.toString(), "--name", "grids", "--unit", "people"))
                .isEqualTo(LoadMain.REFUSED);
        assertThat(out.toString()).contains("different resolutions");
        assertThat(query("select count(*) from dataset where name = 'grids'")).containsExactly("0");
    }

    @Test
    void what_is_no_raster_but_is_called_one_is_told_so_first() throws Exception {
        Path fake = Files.writeString(folder.resolve("fake.tif"), "hello");
        assertThat(run("demand", "--check-only", "--name", "grid", fake.toString()))
                .isEqualTo(LoadMain.REFUSED);
        assertThat(out.toString()).contains("fake.tif is no GeoTIFF");
    }

    @Test
    void no_word_of_a_library_stands_among_those_of_the_loader() throws Exception {
        List<LogRecord> said = new ArrayList<>();
        Logger.getLogger("").addHandler(new StreamHandler() {
            @Override
            public void publish(LogRecord word) {
                said.add(word);
            }
        });
        Path raster = Path.of(DemandCommandIT.class
                .getResource("/dev/yizhan/geo/demand/rasters/no_crs.tif")
                .toURI());
        assertThat(run("demand", "--check-only", "--name", "grid", "--unit", "people", raster.toString()))
                .isEqualTo(LoadMain.REFUSED);
        assertThat(out.toString()).contains("does not say what its coordinates refer to");
        assertThat(said).isEmpty();
    }

    @Test
    void a_name_of_stations_is_not_a_name_of_demand() throws Exception {
        Path stations = Files.writeString(folder.resolve("s.csv"), "id,name,lon,lat\n1,a,113.6,34.7\n");
        run(
                "load",
                "--database",
                database.url(),
                "--quiet",
                "--network",
                "zz",
                "--datum",
                "wgs84",
                stations.toString());
        assertThat(demand(list("a.csv", "1,113.65,34.75,40"), "--name", "zz", "--unit", "people", "--datum", "wgs84"))
                .isEqualTo(LoadMain.USAGE);
        assertThat(err.toString()).contains("belongs to a dataset of stations");
    }

    @Test
    void check_only_writes_nothing_and_needs_no_database() throws Exception {
        assertThat(run(
                        "demand",
                        "--check-only",
                        list("a.csv", "1,113.65,34.75,40", "2,0,0,3").toString(),
                        "--name",
                        "zz",
                        "--unit",
                        "people",
                        "--datum",
                        "wgs84"))
                .isEqualTo(LoadMain.DONE);
        assertThat(out.toString()).contains("checked, nothing written", "null_island");
    }
}
