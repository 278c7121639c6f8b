package dev.yizhan.service.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yizhan.service.support.LiveHuangpu;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tiles as a map gets them; what is in them is read by GDAL, where that is installed.
class TileApiIT extends LiveHuangpu {

    private static final String OVER_HUANGPU = "9/417/222.mvt";

    private EntityExchangeResult<byte[]> tile(int status, String address) {
        return client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult();
    }

    /// The features of a saved tile, in degrees.
    private static JsonNode read(byte[] mvt, String layer, int z, int x, int y, Path folder) throws Exception {
        Path file = Files.write(folder.resolve(layer + ".mvt"), mvt);
        Process process;
        try {
            process = new ProcessBuilder(
                            "ogr2ogr",
                            "-f",
                            "GeoJSON",
                            "/vsistdout/",
                            "-t_srs",
                            "EPSG:4326",
                            "MVT:" + file,
                            layer,
                            "-oo",
                            "X=" + x,
                            "-oo",
                            "Y=" + y,
                            "-oo",
                            "Z=" + z)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeThat(false).as("GDAL is installed").isTrue();
            throw e;
        }
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return JsonMapper.shared().readTree(out);
    }

    private static List<String> strings(JsonNode collection, String property) {
        return collection
                .get("features")
                .valueStream()
                .map(feature -> feature.at("/properties/" + property).asString(""))
                .sorted()
                .toList();
    }

    @Test
    void districts_of_the_level_asked_for_lie_where_they_are(@TempDir Path folder) throws Exception {
        byte[] mvt =
                tile(200, "/tiles/districts/" + OVER_HUANGPU + "?level=county").getResponseBody();
        JsonNode districts = read(mvt, "districts", 9, 417, 222, folder);
        assertThat(strings(districts, "adcode")).containsExactly("440112");
        assertThat(strings(read(mvt, "district_names", 9, 417, 222, folder), "name"))
                .containsExactly("黄埔区");
        double west = districts
                .findValues("geometry")
                .getFirst()
                .get("coordinates")
                .findValuesAsString("")
                .size();
        assertThat(west).isZero();
    }

    @Test
    void a_wide_map_shows_cities_unless_a_level_is_named(@TempDir Path folder) throws Exception {
        JsonNode cities =
                read(tile(200, "/tiles/districts/6/52/27.mvt").getResponseBody(), "districts", 6, 52, 27, folder);
        assertThat(strings(cities, "adcode")).containsExactly("440100");
        tile(204, "/tiles/districts/3/6/3.mvt");
        tile(200, "/tiles/districts/3/6/3.mvt?level=county");
    }

    @ParameterizedTest
    @ValueSource(strings = {"districts/0/0/0", "districts/1/1/0", "districts/2/3/1", "districts/3/6/3"})
    void the_widest_tiles_reach_the_antimeridian_and_have_their_east(String place, @TempDir Path folder)
            throws Exception {
        String[] at = place.split("/");
        byte[] mvt = tile(200, "/tiles/" + place + ".mvt?level=county").getResponseBody();
        JsonNode districts = read(
                mvt, "districts", Integer.parseInt(at[1]), Integer.parseInt(at[2]), Integer.parseInt(at[3]), folder);
        assertThat(strings(districts, "adcode")).containsExactly("440112");
    }

    @Test
    void stations_on_both_sides_of_the_antimeridian_stand_in_their_own_tiles(@TempDir Path folder) throws Exception {
        JsonNode west = read(tile(200, "/tiles/stations/1/0/0.mvt").getResponseBody(), "stations", 1, 0, 0, folder);
        assertThat(west.at("/features/0/properties/id").asString()).isEqualTo("demo:d");
        JsonNode east = read(tile(200, "/tiles/stations/1/1/0.mvt").getResponseBody(), "stations", 1, 1, 0, folder);
        assertThat(strings(east, "count")).containsExactly("1", "3");
        assertThat(strings(east, "id")).contains("demo:e");
    }

    @Test
    void stations_stand_alone_near_by_and_together_from_afar(@TempDir Path folder) throws Exception {
        JsonNode far = read(tile(200, "/tiles/stations/3/6/3.mvt").getResponseBody(), "stations", 3, 6, 3, folder);
        assertThat(far.get("features")).hasSize(1);
        assertThat(far.at("/features/0/properties/count").asInt()).isEqualTo(3);
        assertThat(far.at("/features/0/properties/serving").asInt()).isEqualTo(2);
        JsonNode near = read(
                tile(200, "/tiles/stations/14/13355/7110.mvt").getResponseBody(), "stations", 14, 13355, 7110, folder);
        assertThat(strings(near, "id")).containsExactly("demo:a");
        assertThat(near.at("/features/0/geometry/coordinates/0").asDouble()).isBetween(113.4499, 113.4501);
        assertThat(near.at("/features/0/geometry/coordinates/1").asDouble()).isBetween(23.0999, 23.1001);
    }

    @ParameterizedTest
    @CsvSource({"network=demo, 3", "network=other, 0", "tier=shop, 1", "amenity=water, 2", "'amenity=water,toilet', 1"})
    void stations_are_those_that_are_meant(String query, int count, @TempDir Path folder) throws Exception {
        EntityExchangeResult<byte[]> tile = tile(count == 0 ? 204 : 200, "/tiles/stations/3/6/3.mvt?" + query);
        if (count > 0) {
            assertThat(read(tile.getResponseBody(), "stations", 3, 6, 3, folder)
                            .at("/features/0/properties/count")
                            .asInt())
                    .isEqualTo(count);
        }
    }

    @Test
    void a_circle_has_its_radius_on_the_ground_in_every_direction(@TempDir Path folder) throws Exception {
        JsonNode circle = read(
                tile(200, "/tiles/circles/11/1669/888.mvt?radius_m=1500&amenity=toilet")
                        .getResponseBody(),
                "circles",
                11,
                1669,
                888,
                folder);
        double[] box = {180, 90, -180, -90};
        circle.at("/features/0/geometry/coordinates").forEach(part -> corners(part, box));
        // At 23.1° a degree is 102,457 m of longitude and 110,755 m of latitude; a step of the grid is 4.5 m.
        assertThat((box[2] - box[0]) * 102_457 / 2).isBetween(1490.0, 1512.0);
        assertThat((box[3] - box[1]) * 110_755 / 2).isBetween(1490.0, 1512.0);
    }

    private static void corners(JsonNode node, double[] box) {
        if (node.get(0).isNumber()) {
            box[0] = Math.min(box[0], node.get(0).asDouble());
            box[1] = Math.min(box[1], node.get(1).asDouble());
            box[2] = Math.max(box[2], node.get(0).asDouble());
            box[3] = Math.max(box[3], node.get(1).asDouble());
            return;
        }
        node.forEach(below -> corners(below, box));
    }

    @Test
    void gaps_are_what_circles_leave_of_a_county(@TempDir Path folder) throws Exception {
        JsonNode gaps = read(
                tile(200, "/tiles/gaps/11/1669/888.mvt?radius_m=1500").getResponseBody(),
                "gaps",
                11,
                1669,
                888,
                folder);
        assertThat(strings(gaps, "adcode")).containsExactly("440112");
        assertThat(gaps.at("/features/0/geometry/coordinates")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-05-12T04:00:00Z, 200", "2026-05-02T18:00:00Z, 204"})
    void circles_and_stations_follow_the_hour(String time, int status) {
        // One station alone has a toilet here, and it is open on working days: a Tuesday noon, a Sunday night.
        String asked = "?amenity=toilet&open_at=" + time;
        tile(status, "/tiles/circles/11/1669/888.mvt" + asked);
        tile(status, "/tiles/stations/14/13355/7110.mvt" + asked);
    }

    @Test
    void what_is_open_now_is_not_kept_for_good() {
        String version = get(200, "/tiles/circles.json").get("version").asString();
        assertThat(tile(200, "/tiles/circles/11/1669/888.mvt?v=" + version)
                        .getResponseHeaders()
                        .getCacheControl())
                .contains("immutable");
        assertThat(tile(200, "/tiles/gaps/11/1669/888.mvt?open_at=now&v=" + version)
                        .getResponseHeaders()
                        .getCacheControl())
                .isEqualTo("no-cache");
    }

    @Test
    void without_an_extract_there_are_no_roads() {
        assertThat(get(200, "/tiles/roads.json").get("bounds").isNull()).isTrue();
        tile(204, "/tiles/roads/14/8529/5974.mvt");
    }

    @Test
    void where_nothing_is_there_is_no_content() {
        assertThat(tile(204, "/tiles/stations/6/0/0.mvt").getResponseBody()).isNull();
        tile(204, "/tiles/circles/9/0/0.mvt");
        tile(204, "/tiles/gaps/9/0/0.mvt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "districts/4/16/0.mvt",
                "districts/4/0/16.mvt",
                "districts/14/0/0.mvt",
                "districts/-1/0/0.mvt",
                "districts/4/x/0.mvt",
                "districts/4/0/99999999999.mvt",
                "circles/8/0/0.mvt",
                "roads/4/0/0.mvt"
            })
    void outside_the_pyramid_is_nothing(String address) {
        assertThat(get(404, "/tiles/" + address).get("type").asString()).isEqualTo("/problems/not-found");
    }

    @Test
    void a_query_is_as_strict_as_elsewhere() {
        assertThat(get(400, "/tiles/districts/4/0/0.mvt?levl=county")
                        .at("/errors/0/suggestion")
                        .asString())
                .isEqualTo("level");
        get(400, "/tiles/circles/9/0/0.mvt?radius_m=1");
    }

    @Test
    void a_tile_is_compressed_and_kept_by_its_version() throws Exception {
        String address = "/tiles/districts/" + OVER_HUANGPU + "?level=county";
        byte[] plain = tile(200, address).getResponseBody();
        // The test's client unpacks without a word; the JDK's does not.
        HttpResponse<byte[]> packed;
        try (HttpClient wire = HttpClient.newHttpClient()) {
            packed = wire.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address + "&v=1-aaaaaaaa"))
                            .header("Accept-Encoding", "gzip, br")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
        assertThat(packed.headers().allValues("content-encoding")).containsExactly("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain);
        assertThat(packed.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        // The stations are of version 2; the shapes have not changed since version 1.
        String tag = packed.headers().firstValue("etag").orElseThrow();
        assertThat(tag).startsWith("W/\"1-aaaaaaaa.");
        client.get()
                .uri(address)
                .ifNoneMatch(tag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache");
        assertThat(tile(200, "/tiles/stations/3/6/3.mvt").getResponseHeaders().getETag())
                .startsWith("W/\"2-bbbbbbbb.");
    }

    @Test
    void tiles_of_two_questions_have_two_tags_and_those_of_one_have_one() {
        // A map keeps the tile that it has where the tag is the same, whatever the address.
        List<String> tags = Stream.of(
                        "circles/11/1669/888.mvt?radius_m=333",
                        "circles/11/1669/888.mvt?radius_m=1000",
                        "circles/11/1669/888.mvt?radius_m=1000&amenity=toilet",
                        "circles/11/1669/888.mvt?radius_m=1000&open_at=2026-05-12T04:00:00Z",
                        "gaps/11/1669/888.mvt?radius_m=1000",
                        "stations/3/6/3.mvt",
                        "stations/3/6/3.mvt?tier=shop",
                        "districts/9/417/222.mvt?level=county",
                        "districts/9/417/222.mvt?level=city")
                .map(address ->
                        tile(200, "/tiles/" + address).getResponseHeaders().getETag())
                .toList();
        assertThat(tags).doesNotHaveDuplicates();
        assertThat(tile(200, "/tiles/circles/11/1669/888.mvt?v=2-bbbbbbbb")
                        .getResponseHeaders()
                        .getETag())
                .as("1000 m is the default, and the version chooses nothing")
                .isEqualTo(tags.get(1));
    }

    @Test
    void a_layer_describes_itself() {
        JsonNode described = get(200, "/tiles/districts.json?level=county&v=old");
        assertThat(described.at("/tiles/0").asString())
                .isEqualTo("http://localhost:" + port + "/tiles/districts/{z}/{x}/{y}.mvt?level=county&v=1-aaaaaaaa");
        assertThat(described.get("tilejson").asString()).isEqualTo("3.0.0");
        assertThat(described.get("bounds")).hasToString("[113.0,22.9,113.7,23.5]");
        assertThat(described.at("/vector_layers/0/id").asString()).isEqualTo("districts");
        assertThat(described.at("/vector_layers/0/fields/adcode").asString()).isEqualTo("String");
        assertThat(get(200, "/tiles/stations.json").get("dataset_version").asString())
                .isEqualTo("2-bbbbbbbb");
    }
}
