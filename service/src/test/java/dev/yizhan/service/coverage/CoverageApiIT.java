package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.yizhan.geo.coverage.CoverageRefresh;
import dev.yizhan.service.support.LiveHuangpu;
import dev.yizhan.service.support.TestRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CoverageApiIT extends LiveHuangpu {

    @BeforeAll
    static void coverageIsKept() throws Exception {
        try (Connection connection = TestRecord.withFixture("huangpu").open()) {
            CoverageRefresh.afterStations(connection, 2);
            CoverageRefresh.afterDistricts(connection, 1);
        }
    }

    @Test
    void districts_are_listed_by_how_much_of_them_is_served() {
        JsonNode answer = get(200, "/v1/coverage");
        assertThat(answer.at("/standard/radius_m").asDouble()).isEqualTo(1000);
        assertThat(answer.at("/standard/method").asString()).isEqualTo("circle");
        assertThat(answer.at("/total").asInt()).isEqualTo(1);
        JsonNode row = answer.at("/rows/0");
        assertThat(row.at("/adcode").asString()).isEqualTo("440112");
        assertThat(row.at("/stations").asInt()).isEqualTo(2);
        assertThat(row.at("/covered_area_m2").asDouble()).isCloseTo(2 * Math.PI * 1e6, Percentage.withPercentage(0.1));
        assertThat(row.at("/worst_point/type").asString()).isEqualTo("Point");
        assertThat(row.at("/worst_distance_m").asDouble()).isGreaterThan(10_000);
    }

    @Test
    void a_closed_station_serves_nobody_and_stations_outside_every_district_are_named() {
        JsonNode answer = get(200, "/v1/coverage?level=city");
        assertThat(answer.at("/rows/0/adcode").asString()).isEqualTo("440100");
        assertThat(answer.at("/rows/0/stations").asInt())
                .as("the closed one does not count")
                .isEqualTo(2);
        assertThat(answer.at("/outside/stations").asInt()).isEqualTo(2);
        assertThat(answer.at("/outside/ids")).hasToString("[\"demo:d\",\"demo:e\"]");
    }

    @Test
    void a_standard_of_ones_own_is_computed_and_agrees_with_the_kept_one() {
        double kept = get(200, "/v1/coverage").at("/rows/0/worst_distance_m").asDouble();
        JsonNode own = get(200, "/v1/coverage?minutes=30");
        assertThat(own.at("/standard/radius_m").asDouble()).isEqualTo(2000);
        assertThat(own.at("/rows/0/covered_area_m2").asDouble())
                .isBetween(4 * Math.PI * 1e6, 8 * Math.PI * 1e6 * 1.001);
        assertThat(own.at("/rows/0/worst_distance_m").asDouble()).isCloseTo(kept, within(1.0));
    }

    @Test
    void gaps_are_polygons_with_their_worst_point_and_the_station_nearest_to_it() {
        JsonNode answer = get(200, "/v1/coverage/440112/gaps?mode=ebike");
        assertThat(answer.at("/type").asString()).isEqualTo("FeatureCollection");
        double district = answer.at("/area_m2").asDouble();
        double gaps = answer.at("/features")
                .valueStream()
                .mapToDouble(feature -> feature.at("/properties/area_m2").asDouble())
                .sum();
        assertThat(answer.at("/covered_area_m2").asDouble() + gaps)
                .isCloseTo(district, Percentage.withPercentage(1e-3));
        JsonNode first = answer.at("/features/0");
        assertThat(first.at("/geometry/type").asString()).isEqualTo("Polygon");
        assertThat(first.at("/properties/nearest_station/id").asString()).startsWith("demo:");
        assertThat(first.at("/properties/nearest_station/distance_m").asDouble())
                .isGreaterThan(2777);
    }

    @Test
    void gaps_are_drawn_in_the_datum_asked_for() {
        JsonNode wgs84 = get(200, "/v1/coverage/440112/gaps").at("/features/0/properties/worst_point/coordinates");
        JsonNode gcj02 =
                get(200, "/v1/coverage/440112/gaps?crs=gcj02").at("/features/0/properties/worst_point/coordinates");
        assertThat(gcj02.get(0).asDouble() - wgs84.get(0).asDouble()).isBetween(0.003, 0.008);
    }

    @Test
    void demand_is_covered_within_reach_of_a_station() {
        JsonNode answer = get(200, "/v1/coverage?parent=440100&minutes=12");
        assertThat(answer.at("/demand_source"))
                .hasToString("{\"dataset\":\"riders\",\"title_zh\":\"骑手\",\"title_en\":\"Riders\",\"unit\":\"workers\","
                        + "\"positions\":\"synthetic\",\"hour\":null,\"as_of\":\"2026-01-01\"}");
        JsonNode row = answer.at("/rows/0");
        assertThat(row.at("/demand").asDouble()).isEqualTo(100);
        assertThat(row.at("/covered_demand").asDouble()).isEqualTo(60);
        assertThat(row.at("/demand_ratio").asDouble()).isEqualTo(0.6);
        assertThat(row.at("/uncovered_demand").asDouble()).isEqualTo(40);
        assertThat(row.at("/stations_per_10k_workers").asDouble()).isEqualTo(200);
        assertThat(row.at("/p95_distance_m").asDouble()).isGreaterThan(18_000);
        double far = row.at("/p95_distance_m").asDouble();
        assertThat(row.at("/mean_distance_m").asDouble()).isBetween(0.4 * far, 0.4 * far + 400);
        assertThat(answer.at("/outside/demand").asDouble()).isEqualTo(7);
        assertThat(get(200, "/v1/coverage?level=city").at("/rows/0/demand").asDouble())
                .as("with what lies in no county")
                .isEqualTo(105);
    }

    @Test
    void a_filter_says_who_serves_and_the_record_and_the_shapes_agree_without_one() {
        JsonNode toilets = get(200, "/v1/coverage?amenity=toilet");
        assertThat(toilets.at("/filter/amenity")).hasToString("[\"toilet\"]");
        assertThat(toilets.at("/rows/0/stations").asInt()).isEqualTo(1);
        assertThat(toilets.at("/rows/0/covered_area_m2").asDouble())
                .isCloseTo(Math.PI * 1e6, Percentage.withPercentage(0.1));
        assertThat(toilets.at("/rows/0/covered_demand").asDouble()).isEqualTo(40);
        JsonNode all = get(200, "/v1/coverage?network=demo");
        JsonNode kept = get(200, "/v1/coverage");
        assertThat(all.at("/rows/0/covered_area_m2")).isEqualTo(kept.at("/rows/0/covered_area_m2"));
        assertThat(all.at("/rows/0/demand_ratio")).isEqualTo(kept.at("/rows/0/demand_ratio"));
        assertThat(get(400, "/v1/coverage?amenity=toilett")
                        .at("/errors/0/did_you_mean")
                        .asString(""))
                .isIn("toilet", "");
    }

    @Test
    void at_night_only_who_is_open_serves_and_only_who_is_awake_needs() {
        JsonNode night = get(200, "/v1/coverage?open_at={time}", "2026-05-20T02:30:00+08:00");
        assertThat(night.at("/filter/open_at").asString()).isEqualTo("2026-05-20T02:30:00+08:00");
        assertThat(night.at("/demand_source/hour").asInt()).isEqualTo(2);
        assertThat(night.at("/rows/0/stations").asInt()).isEqualTo(1);
        assertThat(night.at("/rows/0/demand").asDouble()).isEqualTo(70);
        assertThat(night.at("/rows/0/covered_demand").asDouble()).isEqualTo(20);
        JsonNode noon = get(200, "/v1/coverage?open_at={time}&hour=12", "2026-05-20T02:30:00+08:00");
        assertThat(noon.at("/rows/0/demand").asDouble()).isEqualTo(100);
    }

    @Test
    void cells_of_a_grid_add_up_to_their_district() {
        JsonNode cells = get(200, "/v1/coverage?level=cell&parent=440112&cell_m=2000&limit=20000");
        double district = get(200, "/v1/coverage").at("/rows/0/covered_area_m2").asDouble();
        double area = 0;
        double covered = 0;
        double demand = 0;
        int stations = 0;
        for (JsonNode row : cells.get("rows")) {
            assertThat(row.at("/area_m2").asDouble()).isLessThan(4e6 * 1.0002);
            area += row.at("/area_m2").asDouble();
            covered += row.at("/covered_area_m2").asDouble();
            demand += row.at("/demand").isNull() ? 0 : row.at("/demand").asDouble();
            stations += row.at("/stations").asInt();
            assertThat(row.at("/cell/id").asString()).matches("r\\d+c\\d+");
        }
        assertThat(cells.at("/total").asInt()).isEqualTo(cells.get("rows").size());
        assertThat(area)
                .isCloseTo(
                        get(200, "/v1/coverage/440112/gaps").at("/area_m2").asDouble(),
                        Percentage.withPercentage(1e-4));
        assertThat(covered).isCloseTo(district, Percentage.withPercentage(1e-3));
        assertThat(demand).isEqualTo(100);
        assertThat(stations).isEqualTo(2);
        assertThat(cells.at("/rows/0/level").asString()).isEqualTo("cell");
        JsonNode fine = get(400, "/v1/coverage?level=cell&parent=440112&cell_m=50");
        assertThat(fine.at("/errors/0/parameter").asString()).isEqualTo("cell_m");
        assertThat(fine.at("/errors/0/detail").asString()).contains("20,000 is the most: take");
    }

    @Test
    void gaps_come_by_the_demand_in_them_or_by_their_area() {
        JsonNode answer = get(200, "/v1/coverage/440112/gaps");
        assertThat(answer.at("/rank").asString()).isEqualTo("demand");
        assertThat(answer.at("/demand").asDouble()).isEqualTo(100);
        assertThat(answer.at("/uncovered_demand").asDouble()).isEqualTo(40);
        assertThat(answer.at("/features/0/properties/demand").asDouble()).isEqualTo(40);
        int exact = answer.at("/features/0/geometry").toString().length();
        JsonNode simple = get(200, "/v1/coverage/440112/gaps?rank=area&simplify_m=100");
        assertThat(simple.at("/rank").asString()).isEqualTo("area");
        assertThat(simple.at("/simplify_m").asDouble()).isEqualTo(100);
        assertThat(simple.at("/features/0/geometry").toString().length()).isLessThan(exact / 3);
        assertThat(simple.at("/features/0/properties/area_m2")).isEqualTo(answer.at("/features/0/properties/area_m2"));
    }

    private byte[] bytes(String address, String type) {
        return client.get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + address))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectBody()
                .returnResult()
                .getResponseBody();
    }

    @Test
    void a_table_has_a_line_a_district_and_says_on_each_what_it_stands_on() {
        String[] lines = new String(bytes("/v1/coverage?format=csv", "text/csv"), StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("adcode,name,level,cell,stations,stations_per_10k_workers,area_m2,");
        assertThat(lines[1])
                .startsWith("440112,黄埔区,county,,2,200,")
                .endsWith("riders,workers,synthetic,,,,,,walk,15,5,1.25,circle,,,1000,1,wgs84,2-bbbbbbbb");
        byte[] excel = bytes("/v1/coverage?format=csv&bom=true", "text/csv");
        assertThat(excel).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(getRaw(400, "/v1/coverage?bom=true")
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("bom");
    }

    @Test
    void shapes_come_as_geojson_and_as_a_geopackage() throws Exception {
        JsonNode answer = get(200, "/v1/coverage?format=geojson&level=city");
        assertThat(answer.at("/type").asString()).isEqualTo("FeatureCollection");
        assertThat(answer.at("/features/0/id").asString()).isEqualTo("440100");
        assertThat(answer.at("/features/0/geometry/type").asString()).isEqualTo("MultiPolygon");
        assertThat(answer.at("/features/0/properties/demand").asDouble()).isEqualTo(105);
        JsonNode cells = get(200, "/v1/coverage?format=geojson&level=cell&parent=440112&cell_m=5000");
        assertThat(cells.at("/features/0/geometry/type").asString()).isEqualTo("Polygon");
        Path file = Files.createTempFile("coverage", ".gpkg");
        Files.write(
                file,
                bytes(
                        "/v1/coverage?format=gpkg&level=cell&parent=440112&cell_m=5000&limit=20000",
                        "application/geopackage+sqlite3"));
        try (Connection layer = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = layer.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), sum(demand), min(hex(substr(geom, 1, 8))) from coverage")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(cells.at("/total").asInt());
            assertThat(row.getDouble(2)).isEqualTo(100);
            assertThat(row.getString(3)).isEqualTo("47500003E6100000");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void a_file_whose_shapes_cannot_be_read_is_a_problem_and_not_half_a_file() throws Exception {
        String asked = "/v1/coverage?level=city&format=geojson";
        get(200, asked);
        execute("alter table district rename column geom to geom_away");
        try {
            assertThat(get(500, asked).at("/type").asString()).isEqualTo("/problems/internal");
        } finally {
            execute("alter table district rename column geom_away to geom");
        }
        assertThat(get(200, asked).at("/features")).isNotEmpty();
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = TestRecord.withFixture("huangpu").open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_file_holds_all_there_is_and_one_that_was_cut_says_of_how_many() throws Exception {
        String cells = "/v1/coverage?level=cell&parent=440112&cell_m=2000";
        JsonNode read = get(200, cells);
        int total = read.at("/total").asInt();
        assertThat(total).isGreaterThan(300);
        assertThat(read.at("/rows")).as("for a person to read").hasSize(100);
        assertThat(new String(bytes(cells + "&format=csv", "text/csv"), StandardCharsets.UTF_8).split("\r\n"))
                .hasSize(total + 1);
        assertThat(get(200, cells + "&format=geojson").at("/features")).hasSize(total);
        String[] cut =
                new String(bytes(cells + "&format=csv&limit=7", "text/csv"), StandardCharsets.UTF_8).split("\r\n");
        assertThat(cut).hasSize(8);
        assertThat(cut[0]).endsWith(",radius_m,total,crs,dataset_version");
        assertThat(cut[7]).endsWith(",1000," + total + ",wgs84,2-bbbbbbbb");
        byte[] file = bytes(cells + "&format=gpkg", "application/geopackage+sqlite3");
        assertThat(bytes(cells + "&format=gpkg", "application/geopackage+sqlite3"))
                .as("the same each time")
                .isEqualTo(file);
        Path kept = Files.write(Files.createTempFile("cells", ".gpkg"), file);
        try (Connection layer = DriverManager.getConnection("jdbc:sqlite:" + kept);
                Statement statement = layer.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), max(typeof(minutes)), max(typeof(radius_m)), max(typeof(total)), max(total),"
                                + " (select min_x || '' from gpkg_contents) from coverage")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(total);
            assertThat(row.getString(2)).isEqualTo("real");
            assertThat(row.getString(3)).isEqualTo("real");
            assertThat(row.getString(4)).isEqualTo("integer");
            assertThat(row.getInt(5)).isEqualTo(total);
            assertThat(row.getString(6)).startsWith("113.2");
        } finally {
            Files.delete(kept);
        }
    }

    @Test
    void a_file_says_which_stations_were_counted_and_is_called_by_what_it_is_about() {
        String asked = "/v1/coverage?parent=440100&format=csv&network=demo&tier=hub&amenity=water,toilet"
                + "&open_at=2026-05-01T02:00:00%2B08:00&minutes=10&speed_kmh=4&detour=1.5";
        String header = new String(bytes(asked, "text/csv"), StandardCharsets.UTF_8).split("\r\n")[0];
        assertThat(header).contains(",demand_hour,network,tier,amenity,open_at,mode,minutes,speed_kmh,detour,method,");
        assertThat(new String(bytes(asked, "text/csv"), StandardCharsets.UTF_8).split("\r\n")[1])
                .contains(",demo,hub,\"toilet,water\",2026-05-01T02:00+08:00,walk,10,4,1.5,circle,");
        assertThat(headers(200, asked).get("Content-Disposition"))
                .containsExactly("attachment; filename=\"coverage-440100-2-bbbbbbbb.csv\"");
        assertThat(headers(200, "/v1/coverage?level=city&format=gpkg").get("Content-Disposition"))
                .containsExactly("attachment; filename=\"coverage-city-2-bbbbbbbb.gpkg\"");
    }

    @Test
    void gaps_come_as_a_table_and_as_a_layer_with_all_of_them_and_what_they_stand_on() throws Exception {
        String asked = "/v1/coverage/440112/gaps?min_area_m2=0&network=demo&amenity=water&crs=gcj02";
        JsonNode answer = get(200, asked);
        JsonNode gap = answer.at("/features/0/properties");
        String table = new String(bytes(asked + "&format=csv&bom=true", "text/csv"), StandardCharsets.UTF_8);
        String[] lines = table.split("\r\n");
        assertThat(lines).hasSize(answer.at("/total").asInt() + 1);
        assertThat(lines[0])
                .startsWith(
                        "\uFEFFgap,adcode,name,area_m2,demand,worst_lon,worst_lat,nearest_station,nearest_station_m,")
                .endsWith(",rank,min_area_m2,simplify_m,total,left_out_gaps,left_out_area_m2,left_out_demand,crs,"
                        + "dataset_version");
        assertThat(lines[1])
                .startsWith("440112-gap-1,440112,黄埔区,%.0f,40,%s,%s,demo:b,"
                        .formatted(
                                gap.at("/area_m2").asDouble(),
                                gap.at("/worst_point/coordinates/0").asString(),
                                gap.at("/worst_point/coordinates/1").asString()))
                .contains(",riders,workers,synthetic,,demo,,water,,walk,15,5,1.25,circle,,,1000,demand,0,0,")
                .endsWith(",0,0,0,gcj02,2-bbbbbbbb");
        assertThat(headers(200, asked + "&format=csv").get("Content-Disposition"))
                .containsExactly("attachment; filename=\"gaps-440112-2-bbbbbbbb.csv\"");
        assertThat(bytes(asked + "&format=csv&limit=1", "text/csv")).isNotEmpty();
        assertThat(client.get()
                        .uri(java.net.URI.create("http://127.0.0.1:" + port + asked))
                        .header("Accept", "text/csv")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .as("also by Accept alone")
                .isEqualTo(table.substring(1));
        byte[] layer = bytes(asked + "&format=gpkg", "application/geopackage+sqlite3");
        assertThat(bytes(asked + "&format=gpkg", "application/geopackage+sqlite3"))
                .as("the same each time")
                .isEqualTo(layer);
        Path file = Files.write(Files.createTempFile("gaps", ".gpkg"), layer);
        try (Connection opened = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = opened.createStatement();
                ResultSet row = statement.executeQuery("select count(*), sum(area_m2), max(amenity) from gaps")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(answer.at("/total").asInt());
            assertThat(row.getDouble(2))
                    .isEqualTo(answer.at("/features")
                            .valueStream()
                            .mapToDouble(one -> one.at("/properties/area_m2").asDouble())
                            .sum());
            assertThat(row.getString(3)).isEqualTo("water");
        } finally {
            Files.delete(file);
        }
        assertThat(getRaw(400, asked + "&bom=true").at("/errors/0/parameter").asString())
                .isEqualTo("bom");
        assertThat(getRaw(400, asked + "&format=csv&simplify_m=5")
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("simplify_m");
    }

    @Test
    void a_picture_says_which_stations_were_counted() {
        assertThat(bytes("/v1/coverage/440112/map.png?network=demo", "image/png"))
                .as("the same stations, and another sentence")
                .isNotEqualTo(bytes("/v1/coverage/440112/map.png", "image/png"));
    }

    @Test
    void gaps_that_the_list_leaves_out_are_counted_and_weighed() {
        JsonNode all = get(200, "/v1/coverage/440112/gaps?min_area_m2=0&minutes=60");
        assertThat(all.at("/min_area_m2").asDouble()).isZero();
        assertThat(all.at("/left_out")).hasToString("{\"gaps\":0,\"area_m2\":0.0,\"demand\":0.0}");
        JsonNode none = get(200, "/v1/coverage/440112/gaps?min_area_m2=1e12");
        assertThat(none.at("/features")).isEmpty();
        assertThat(none.at("/total").asInt()).isZero();
        assertThat(none.at("/min_area_m2").asDouble()).isEqualTo(1e12);
        assertThat(none.at("/left_out/gaps").asInt()).isEqualTo(1);
        assertThat(none.at("/left_out/area_m2")).isEqualTo(none.at("/gap_area_m2"));
        assertThat(none.at("/left_out/demand").asDouble()).isEqualTo(40);
        assertThat(get(200, "/v1/coverage/440112/gaps").at("/min_area_m2").asDouble())
                .isEqualTo(10_000);
    }

    @Test
    void a_parent_that_nobody_knows_is_refused_and_one_without_children_has_none() {
        assertThat(get(404, "/v1/coverage?parent=999999").at("/detail").asString())
                .contains("999999");
        assertThat(get(200, "/v1/coverage?parent=440112").at("/total").asInt()).isZero();
        assertThat(get(200, "/v1/coverage?parent=440000").at("/total").asInt())
                .as("a province without a shape of its own")
                .isEqualTo(1);
        assertThat(get(404, "/v1/coverage?parent=440000&level=cell")
                        .at("/detail")
                        .asString())
                .contains("has no shape of its own");
    }

    @Test
    void a_picture_has_the_width_asked_for_and_shows_what_is_served_and_what_is_not() throws Exception {
        BufferedImage map = ImageIO.read(
                new ByteArrayInputStream(bytes("/v1/coverage/440112/map.png?width=600&mode=ebike", "image/png")));
        assertThat(map.getWidth()).isEqualTo(600);
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < map.getWidth(); x++) {
            for (int y = 0; y < map.getHeight(); y++) {
                colours.add(map.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertThat(colours).contains(0xB8DFC4, 0xF6C9A8, 0x0B6B3A, 0xB00020);
        assertThat(getRaw(404, "/v1/coverage/999999/map.png").at("/type").asString())
                .endsWith("district-not-found");
        assertThat(getRaw(400, "/v1/coverage/440112/map.png?width=9999")
                        .at("/errors/0/parameter")
                        .asString())
                .isEqualTo("width");
    }

    @Test
    void a_report_stands_alone_as_a_page_and_as_a_pdf() {
        String page = new String(bytes("/v1/coverage/440100/report?lang=en", "text/html"), StandardCharsets.UTF_8);
        assertThat(page)
                .contains(
                        "广州市 (440100)",
                        "黄埔区",
                        "data:image/png;base64,",
                        "Synthetic:",
                        "a straight line of 1,000\u00a0m")
                .contains("Riders, in workers, as of 1 January 2026, places synthetic", "all stations in service")
                .doesNotContain("src=\"http");
        assertThat(page).contains("Station nearest to it", "东驿站", "the most demand first");
        byte[] pdf = bytes("/v1/coverage/440100/report?format=pdf&lang=en", "application/pdf");
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf.length).isGreaterThan(5_000);
    }

    private static final Pattern MARKUP = Pattern.compile("<style>.*?</style>|<[^>]*>", Pattern.DOTALL);
    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");

    @Test
    void a_report_speaks_chinese_throughout() {
        String page = new String(
                bytes("/v1/coverage/440100/report?lang=zh&network=demo&tier=hub&amenity=water", "text/html"),
                StandardCharsets.UTF_8);
        String words = MARKUP.matcher(page).replaceAll(" ");
        assertThat(words)
                .contains("广州市（440100）驿站覆盖报告", "合成数据", "平均距离", "未覆盖区域", "服务标准", "数据日期 2026年1月1日")
                .contains("在用驿站，限于：网络 示范网；层级 中心；提供 饮水", "骑手，单位：人");
        assertThat(LATIN_WORD.matcher(words).results().map(MatchResult::group))
                .as("names of standards and the version's checksum alone are no Chinese")
                .containsOnly("WGS", "bbbbbbbb");
    }

    private HttpHeaders headers(int status, String address, String... more) {
        return client.get()
                .uri(URI.create("http://127.0.0.1:" + port + address))
                .headers(headers -> {
                    for (int i = 0; i < more.length; i += 2) {
                        headers.set(more[i], more[i + 1]);
                    }
                })
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseHeaders();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/coverage/440112/report", "/v1/coverage/440112/map.png"})
    void what_is_printed_is_in_the_language_asked_for_else_that_of_the_reader_else_chinese(String path) {
        HttpHeaders chinese = headers(200, path);
        assertThat(chinese.getFirst("Content-Language")).isEqualTo("zh-CN");
        assertThat(chinese.getVary()).contains("Accept-Language");
        HttpHeaders english = headers(200, path, "Accept-Language", "en-GB,en;q=0.9");
        assertThat(english.getFirst("Content-Language")).isEqualTo("en");
        assertThat(english.getETag()).isNotEqualTo(chinese.getETag());
        HttpHeaders asked = headers(200, path + "?lang=zh", "Accept-Language", "en");
        assertThat(asked.getFirst("Content-Language")).isEqualTo("zh-CN");
        assertThat(asked.getVary()).as("no reader gets another").doesNotContain("Accept-Language");
        String tag = String.valueOf(chinese.getETag());
        headers(200, path, "Accept-Language", "en", "If-None-Match", tag);
        assertThat(headers(304, path, "If-None-Match", tag).getVary()).contains("Accept-Language");
        JsonNode problem = getRaw(400, path + "?lang=e");
        assertThat(problem.at("/errors/0/parameter").asString()).isEqualTo("lang");
        assertThat(problem.at("/errors/0/detail").asString()).isEqualTo("is none of zh, en");
    }

    @Test
    void a_browser_lets_a_report_have_the_style_and_the_picture_that_it_brings_and_nothing_else() {
        assertThat(headers(200, "/v1/coverage/440112/report").get("Content-Security-Policy"))
                .containsExactly(
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'");
    }

    private JsonNode whatIf(int status, String query, String body) {
        return JsonMapper.shared()
                .readTree(client.post()
                        .uri(java.net.URI.create("http://127.0.0.1:" + port + "/v1/coverage/440112/what-if" + query))
                        .header("Content-Type", "application/json")
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody()
                        .returnResult()
                        .getResponseBody());
    }

    @Test
    void a_station_more_and_one_less_show_who_gains_and_who_loses_and_nothing_is_kept() {
        JsonNode before = get(200, "/v1/coverage").at("/rows/0");
        JsonNode answer = whatIf(200, "", "{\"add\":[{\"lon\":113.35,\"lat\":23.35}],\"close\":[\"demo:b\"]}");
        JsonNode district = answer.at("/districts/0");
        assertThat(district.at("/adcode").asString()).isEqualTo("440112");
        assertThat(district.at("/before/covered_area_m2")).isEqualTo(before.at("/covered_area_m2"));
        assertThat(district.at("/before/stations").asInt()).isEqualTo(2);
        assertThat(district.at("/after/stations").asInt()).isEqualTo(2);
        assertThat(district.at("/gains/demand").asDouble()).isEqualTo(40);
        assertThat(district.at("/losses/demand").asDouble()).isEqualTo(20);
        assertThat(district.at("/gains/area_m2").asDouble()).isCloseTo(Math.PI * 1e6, Percentage.withPercentage(0.1));
        assertThat(district.at("/losses/area_m2").asDouble()).isCloseTo(Math.PI * 1e6, Percentage.withPercentage(0.1));
        assertThat(district.at("/after/covered_demand").asDouble()).isEqualTo(80);
        assertThat(answer.at("/districts")
                        .valueStream()
                        .map(one -> one.at("/adcode").asString()))
                .contains("440112");
        assertThat(get(200, "/v1/coverage").at("/rows/0")).isEqualTo(before);
    }

    @Test
    void another_standard_other_hours_and_another_place_can_be_tried() {
        JsonNode longer = whatIf(200, "", "{\"standard\":{\"minutes\":30}}");
        assertThat(longer.at("/standard_after/radius_m").asDouble()).isEqualTo(2000);
        assertThat(longer.at("/districts/0/losses/area_m2").asDouble()).isZero();
        JsonNode night = whatIf(
                200, "?open_at=2026-05-20T02:30:00%2B08:00", "{\"hours\":[{\"id\":\"demo:a\",\"hours\":\"24/7\"}]}");
        assertThat(night.at("/districts/0/gains/demand").asDouble())
                .as("at 2:00")
                .isEqualTo(10);
        JsonNode moved = whatIf(200, "?crs=gcj02", "{\"move\":[{\"id\":\"demo:a\",\"lon\":113.36,\"lat\":23.35}]}");
        assertThat(moved.at("/districts/0/gains/demand").asDouble())
                .as("113.36 there is 113.355 here")
                .isEqualTo(40);
        assertThat(moved.at("/districts/0/losses/demand").asDouble()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"add\":[{\"lon\":1,\"lat\":2},{\"lon\":113,\"lat\":99}]}; /add/1/lat",
                "{\"add\":[{\"lon\":1}]}; /add/0/lat",
                "{\"add\":[{\"lon\":113.4,\"lat\":23.1,\"amenities\":[\"jacuzzi\"]}]}; /add/0/amenities/0",
                "{\"add\":[{\"lon\":113.4,\"lat\":23.1,\"hours\":\"以公告为准\"}]}; /add/0/hours",
                "{\"close\":[\"demo:nobody\"]}; /close/0",
                "{\"standard\":{\"minutes\":90}}; /standard/minutes",
                "{\"standard\":{\"mode\":\"EBIKE\"}}; /standard/mode",
                "{\"add\":[null]}; /add/0",
                "{\"add\":[{\"lon\":\"113\",\"lat\":23}]}; /add/0/lon",
                "{\"close\":[7]}; /close/0",
                "{\"close\":\"demo:a\"}; /close",
                "{\"close\":[\"demo:a\",\"demo:a\"]}; /close/1",
                "{\"move\":[{\"id\":\"demo:a\",\"lon\":113.3,\"lat\":23.1},{\"id\":\"demo:a\",\"lon\":113.4,\"lat\":23.1}]}; /move/1/id",
                "{\"move\":[{\"id\":\"demo:a\",\"lon\":113.3,\"lat\":23.1}],\"close\":[\"demo:a\"]}; /close/0",
                "{\"hours\":[{\"id\":\"demo:a\",\"hours\":\"24/7\"}],\"close\":[\"demo:a\"]}; /close/0",
                "{}; /",
                "{\"build\":[]}; /build"
            })
    void a_change_that_makes_no_sense_is_named(String body, String at) {
        assertThat(whatIf(400, "", body).at("/errors/0/parameter").asString()).isEqualTo(at);
    }

    @Test
    void a_mode_is_tried_in_the_words_of_queries() {
        JsonNode answer = whatIf(200, "", "{\"standard\":{\"mode\":\"ebike\"}}");
        assertThat(answer.at("/standard/mode").asString()).isEqualTo("walk");
        assertThat(answer.at("/standard_after/mode").asString()).isEqualTo("ebike");
        assertThat(answer.at("/standard_after/radius_m").asDouble()).isEqualTo(2777.78);
        assertThat(whatIf(200, "?mode=ebike", "{\"standard\":{\"mode\":\"walk\"}}")
                        .at("/standard_after/radius_m")
                        .asDouble())
                .isEqualTo(1000);
    }

    @Test
    void all_that_is_wrong_with_changes_is_told_at_once_and_what_was_probably_meant() {
        JsonNode errors = whatIf(
                        400,
                        "",
                        "{\"add\":[{\"lng\":113.3,\"lat\":23.1}],\"closed\":[],\"standard\":{\"mode\":\"bike\",\"speed\":4}}")
                .at("/errors");
        assertThat(errors.valueStream()
                        .map(error -> error.at("/parameter").asString() + " → "
                                + error.at("/suggestion").asString("")))
                .containsExactlyInAnyOrder(
                        "/closed → close", "/add/0/lng → lon", "/standard/mode → ebike", "/standard/speed → speed_kmh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | The body is not a JSON object.",
                "'' | The body is empty; it is a JSON object.",
                "{\"add\": | not valid JSON; it breaks at line 1",
                "{\"close\":[],\"close\":[]} | names something twice"
            })
    void what_is_no_object_of_changes_is_told_in_words(String body, String words) {
        assertThat(whatIf(400, "", body).at("/detail").asString()).contains(words);
    }

    @Test
    void two_hundred_changes_are_the_most() {
        String many = "\"demo:a\",".repeat(201);
        assertThat(whatIf(400, "", "{\"close\":[" + many.substring(0, many.length() - 1) + "]}")
                        .at("/detail")
                        .asString())
                .contains("201 changes; 200 is the most");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/coverage/999999/gaps, 404",
        "/v1/coverage?level=cell, 400",
        "/v1/coverage?cell_m=500, 400",
        "/v1/coverage?level=cell&parent=999999, 404",
        "/v1/coverage?demand=nobody, 400",
        "/v1/coverage?hour=24, 400",
        "/v1/coverage?open_at=yesterday, 400",
        "/v1/coverage/440112/gaps?network=nowhere, 400",
        "/v1/coverage/440112/gaps?minutes=0, 400",
        "/v1/coverage/440112/gaps?minutes=NaN, 400",
        "/v1/coverage/440112/gaps?detour=0.5, 400",
        "/v1/coverage/440112/gaps?min_area_m2=-1, 400",
        "/v1/coverage?levl=city, 400",
        "/v1/coverage?mode=fly, 400",
        "/v1/coverage?parent=abc, 400",
        "/v1/stations/demo:a/service-area?speed_kmh=1e400, 400",
        "/v1/stations/demo:nobody/service-area, 404",
        "/v1/stations/demo:z/service-area, 410"
    })
    void what_makes_no_sense_is_refused(String address, int status) {
        assertThat(getRaw(status, address).at("/type").asString()).startsWith("/problems/");
    }

    @ParameterizedTest
    @CsvSource({"/v1/coverage?parent=440100&minutes=12", "/v1/coverage/440112/gaps?limit=1"})
    void without_roads_circles_stand_for_them_and_the_answer_says_so(String address) {
        JsonNode circles = get(200, address);
        JsonNode answer = get(200, address + "&method=network");
        assertThat(answer.at("/standard/method").asString()).isEqualTo("circle");
        assertThat(answer.at("/roads/reason").asString())
                .startsWith("no road network is loaded: start the service with");
        assertThat(answer.at("/roads/stations_by_roads").asInt()).isZero();
        assertThat(answer.at("/roads/districts_beyond").asInt()).isPositive();
        assertThat(circles.at("/roads").isNull()).as("circles were asked for").isTrue();
        for (String part : List.of("/rows", "/features")) {
            assertThat(answer.at(part)).isEqualTo(circles.at(part));
        }
    }

    @Test
    void without_roads_changes_are_tried_by_circles() {
        JsonNode tried = whatIf(200, "?method=network", "{\"close\":[\"demo:b\"]}");
        assertThat(tried.at("/standard/method").asString()).isEqualTo("circle");
        assertThat(tried.at("/roads/reason").asString()).startsWith("no road network is loaded");
        assertThat(tried.at("/roads_after/stations_by_roads").asInt()).isZero();
    }

    @Test
    void without_roads_pictures_and_reports_are_of_circles_too() {
        client.get()
                .uri("/v1/coverage/440112/map.png?method=network")
                .exchange()
                .expectStatus()
                .isOk();
        String report = client.get()
                .uri("/v1/coverage/440112/report?method=network&lang=en")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(report).contains("by circles: no road network is loaded");
    }

    @Test
    void the_area_of_a_station_is_its_circle() {
        JsonNode answer = get(200, "/v1/stations/demo:a/service-area?mode=ebike");
        assertThat(answer.at("/geometry/type").asString()).isEqualTo("Polygon");
        assertThat(answer.at("/properties/standard/mode").asString()).isEqualTo("ebike");
        assertThat(answer.at("/properties/area_m2").asDouble())
                .isCloseTo(Math.PI * 2777.78 * 2777.78, Percentage.withPercentage(0.05));
        assertThat(answer.at("/properties/counts").asBoolean()).isTrue();
        assertThat(get(200, "/v1/stations/demo:c/service-area")
                        .at("/properties/counts")
                        .asBoolean())
                .isFalse();
    }
}
