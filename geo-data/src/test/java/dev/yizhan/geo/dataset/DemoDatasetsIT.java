package dev.yizhan.geo.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.hours.HoursText;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.read.Feature;
import dev.yizhan.geo.read.FeatureFile;
import dev.yizhan.geo.read.FeatureItem;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Station;
import dev.yizhan.geo.support.SharedData;
import dev.yizhan.geo.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryFixer;

class DemoDatasetsIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    static Collection<String> names() {
        return DemoDatasets.NAMES;
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

    private int load() throws SQLException {
        return DemoDatasets.loadIfEmpty(DatabaseUrl.parse(database.url()), _ -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "demo-huangpu, 387, dedicated=29 centre=58 shared=300",
        "demo-xicheng, 45, ''",
        "demo-shangcheng, 155, ''",
        "demo-wujing, 26, plus=9 base=17",
        "demo-baohe, 60, ''",
        "demo-pujiang, 28, town=1 park=6 business_district=7 shop=14",
        "demo-huaishang, 18, ''",
        "demo-xihu, 27, park_classroom=9 community_school=12 company_school=6"
    })
    void has_as_many_stations_of_each_tier_as_stated(String name, int count, String tiers) {
        List<Station> stations = DemoDatasets.read(name).stations();
        assertThat(stations).hasSize(count);
        Map<String, Long> byTier = stations.stream()
                .filter(station -> station.tier() != null)
                .collect(Collectors.groupingBy(Station::tier, LinkedHashMap::new, Collectors.counting()));
        assertThat(byTier.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")))
                .isEqualTo(tiers);
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_station_has_what_its_tier_must_have_and_says_that_it_is_made_up(String name) {
        DemoDatasets.Demo demo = DemoDatasets.read(name);
        List<Station> stations = demo.stations();
        assertThat(stations).hasSize(demo.manifest().stations().count());
        assertThat(stations).extracting(Station::sourceId).doesNotHaveDuplicates();
        for (Station station : stations) {
            assertThat(station.name()).endsWith(DemoGenerator.MARK);
            assertThat(station.positionQuality()).isEqualTo(PositionQuality.SYNTHETIC);
            List<String> amenities =
                    station.offers().stream().map(Offer::amenity).toList();
            assertThat(amenities).containsAll(demo.manifest().mandatoryFor(station.tier()));
            assertThat(amenities).allMatch(Amenities.standard()::contains);
            if (station.hoursText() != null) {
                assertThat(HoursText.toOsm(station.hoursText()))
                        .as(station.hoursText())
                        .isNotNull();
            }
        }
        for (int i = 0; i < stations.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(Geodesic.distanceMetres(
                                stations.get(i).location(), stations.get(j).location()))
                        .isGreaterThanOrEqualTo(demo.plan().spacingM());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_same_plan_gives_the_same_stations(String name) {
        assertThat(DemoDatasets.read(name).stations())
                .isEqualTo(DemoDatasets.read(name).stations());
    }

    @Test
    void the_first_station_is_the_same_on_every_machine() {
        Station first = DemoDatasets.read("demo-huangpu").stations().getFirst();
        assertThat(first.location() + " " + first.name())
                .isEqualTo("LonLat[lon=113.464599, lat=23.099641] 红山街道新业态爱心驿站（示例）");
    }

    @Test
    void an_empty_record_gets_all_of_them_once() throws SQLException {
        assertThat(load()).isEqualTo(8);
        assertThat(query("select count(*) from station")).containsExactly("746");
        assertThat(query("select distinct positions from dataset")).containsExactly("synthetic");
        assertThat(query("select count(*) from station where status in ('temporarily_closed', 'locked')")
                        .getFirst())
                .satisfies(count -> assertThat(Integer.parseInt(count)).isBetween(15, 75));
        assertThat(query("select count(distinct category_zh) from network_amenity where network = 'demo-shangcheng'"))
                .containsExactly("6");
        assertThat(query("select count(*) from network_amenity where network = 'demo-shangcheng'"))
                .containsExactly("24");
        assertThat(query("select count(*) from station, jsonb_array_elements(offers) o where network = 'demo-xicheng' "
                                + "and (o ->> 'price_cny')::numeric = 10")
                        .getFirst())
                .satisfies(count -> assertThat(Integer.parseInt(count)).isPositive());
        assertThat(
                        query(
                                "select count(*) from station where network = 'demo-xihu' and jsonb_array_length(sessions) > 0"))
                .containsExactly("27");
        assertThat(load()).isZero();
        assertThat(query("select count(*) from publication")).containsExactly("9");
    }

    @Test
    void ships_as_much_demand_as_is_stated_and_says_that_it_is_made_up() throws SQLException {
        load();
        assertThat(query(
                        "select split_part(source_id, ':', 1) || ' ' || count(*) || ' ' || sum(weight) || ' ' || min(unit)"
                                + " from demand_point group by split_part(source_id, ':', 1) order by 1"))
                .containsExactly(
                        "demo-huaishang 16 309 workers", "demo-pujiang 48 2346 workers", "demo-wujing 12 600 workers");
        assertThat(query("select positions from dataset where name = 'demo-demand'"))
                .containsExactly("synthetic");
        assertThat(query("select count(*) from demand_point where cardinality(hourly) = 24"))
                .containsExactly("76");
    }

    @Test
    void a_run_that_was_stopped_is_completed_by_the_next() throws SQLException {
        load();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "delete from station where network = 'demo-xihu'; delete from publication where dataset = 'demo-xihu'");
        }
        assertThat(load()).isEqualTo(1);
        assertThat(query("select count(*) from station")).containsExactly("746");
    }

    @Test
    void a_record_with_stations_of_somebody_elses_is_left_alone() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into dataset (name, kind, title_zh, positions, datum) values ('d', 'stations', 'd', 'real', 'wgs84');
                    insert into publication values (1, '1-aaaaaaaa', 'd', now(), 'f', 's', '', '1', 0, 0, 0, 0, 0);
                    """);
        }
        assertThat(load()).isZero();
        assertThat(query("select count(*) from station")).containsExactly("0");
    }

    @Test
    void every_station_and_all_demand_lies_in_the_district_that_its_network_serves() throws Exception {
        Path file = SharedData.file("districts/cn-counties.gcj02.geojson.gz");
        record Placed(String name, LonLat location) {}
        Map<String, List<Placed>> byDistrict = new HashMap<>();
        for (String name : DemoDatasets.NAMES) {
            DemoDatasets.Demo demo = DemoDatasets.read(name);
            List<Placed> placed =
                    byDistrict.computeIfAbsent(demo.manifest().network().adcode(), _ -> new ArrayList<>());
            demo.stations().forEach(station -> placed.add(new Placed(station.name(), station.location())));
            if (DemoDatasets.WITH_DEMAND.contains(name)) {
                DemoDatasets.demand(name).forEach(point -> placed.add(new Placed(point.id(), point.place())));
            }
        }
        int judged = 0;
        Map<String, List<String>> outside = new TreeMap<>();
        try (FeatureFile features = FeatureFile.open(file)) {
            for (FeatureItem item = features.next(); item != null; item = features.next()) {
                if (item instanceof Feature feature
                        && feature.geometry() != null
                        && byDistrict.containsKey(feature.properties().get("adcode"))) {
                    Geometry shape = GeometryFixer.fix(feature.geometry());
                    for (Placed station : byDistrict.get(feature.properties().get("adcode"))) {
                        Datum.Position there = Datum.GCJ02.fromWgs84(station.location());
                        judged++;
                        if (!shape.covers(shape.getFactory().createPoint(new Coordinate(there.x(), there.y())))) {
                            outside.computeIfAbsent(feature.properties().get("name"), _ -> new ArrayList<>())
                                    .add(station.name());
                        }
                    }
                }
            }
        }
        assertThat(judged).isEqualTo(746 + 76);
        assertThat(outside).isEmpty();
    }
}
