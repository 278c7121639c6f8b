package dev.yizhan.geo.district;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.load.RunEnd;
import dev.yizhan.geo.support.SharedData;
import dev.yizhan.geo.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The real counties of China, dirty as they are; this JVM has 1 GiB of heap.
class CountiesIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.fresh();

    private double number(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    @Test
    void all_counties_load_with_their_repairs_told() throws Exception {
        Path file = SharedData.file("districts/cn-counties.gcj02.geojson.gz");
        long start = System.nanoTime();
        DistrictReport report;
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            report = DistrictRun.publish(
                    new DistrictRun.Request(file, DistrictShapes.DATASET, Datum.GCJ02, false), _ -> {}, connection);
        }
        System.out.printf(
                "%d counties in %.1f s with at most %d MB of heap%n%s",
                report.good(),
                (System.nanoTime() - start) / 1e9,
                Runtime.getRuntime().maxMemory() >> 20,
                report.text());
        assertThat(report.end()).isEqualTo(RunEnd.PUBLISHED);
        assertThat(report.read()).isEqualTo(2868);
        assertThat(report.good()).isEqualTo(2867);
        assertThat(report.problems()).anyMatch(kind -> kind.code().equals("empty_shape") && kind.count() == 1);
        assertThat(report.repaired()).isCloseTo(2027, Percentage.withPercentage(1));
        assertThat(report.areaSquareMetres() / 1e6).isCloseTo(9_471_496, Percentage.withPercentage(0.1));
        assertThat(number("select count(*) from district where not st_isvalid(geom)"))
                .isZero();
        assertThat(number("select max(abs(area_m2 / st_area(geom::geography) - 1)) from district where level = 'county'"
                        + " and adcode like '4101%'"))
                .as("against PostGIS, whose edges are geodesics")
                .isLessThan(1e-5);
        assertThat(number("select count(*) from district where level = 'province'"))
                .isGreaterThanOrEqualTo(31);
        assertThat(number("select count(*) from row_problem where code = 'shape_repaired'"))
                .isEqualTo(report.repaired());
    }
}
