package dev.yizhan.service.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.sql.SqlFile;
import dev.yizhan.service.support.TestRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A tile looks only at what lies in it.
class TilePlanIT {

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("z", "11"),
            Map.entry("x", "1669"),
            Map.entry("y", "888"),
            Map.entry("west", "113.37"),
            Map.entry("south", "23.03"),
            Map.entry("east", "113.56"),
            Map.entry("north", "23.21"),
            Map.entry("level", "'county'"),
            Map.entry("extent", "4096"),
            Map.entry("names", "true"),
            Map.entry("cells", "24"),
            Map.entry("single_from", "14"),
            Map.entry("most", "4000"),
            Map.entry("radius_m", "1000.0"),
            Map.entry("gaps", "true"),
            Map.entry("lons", "'{113.45,113.46}'"),
            Map.entry("lats", "'{23.1,23.11}'"),
            Map.entry("open", "null"),
            Map.entry("networks", "'{}'"),
            Map.entry("tiers", "'{}'"),
            Map.entry("amenities", "'{}'"));

    @ParameterizedTest
    @CsvSource({
        "districts_tile.sql, district_geom_gix",
        "stations_tile.sql, station_location_gix",
        "served_tile.sql, district_geom_gix",
    })
    void a_tile_is_found_by_its_index(String file, String index) throws Exception {
        String sql = SqlFile.read(TileDrawer.class, file).replaceAll("(?m)--.*$", "");
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            sql = sql.replaceAll("(?<!:):" + value.getKey() + "\\b", value.getValue());
        }
        StringBuilder plan = new StringBuilder();
        try (Connection connection = TestRecord.withFixture("huangpu").open();
                Statement statement = connection.createStatement()) {
            // Seven rows are read faster without an index; with many there is one way only.
            statement.execute("set enable_seqscan = off");
            try (ResultSet lines = statement.executeQuery("explain (costs off) " + sql)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        assertThat(plan.toString()).contains("Index Cond: (").contains(index);
    }
}
