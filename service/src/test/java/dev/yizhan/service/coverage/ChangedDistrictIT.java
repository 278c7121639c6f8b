package dev.yizhan.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.district.DistrictRun;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.service.support.LiveService;
import dev.yizhan.service.support.TestRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// What is kept of shapes follows a publish of districts.
class ChangedDistrictIT extends LiveService {

    private static final TestRecord RECORD = TestRecord.ownWithFixture("huangpu");

    private static final Dataset FIELDS = new Dataset(
            "fields", Dataset.Kind.DISTRICTS, Dataset.Positions.SYNTHETIC, "wgs84", null, null, null, null, null, null);

    @TempDir
    private Path folder;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.r2dbc.url", () -> RECORD.address().r2dbcUrl());
        properties.add("spring.r2dbc.username", () -> RECORD.address().user());
        properties.add("spring.r2dbc.password", () -> RECORD.address().password());
    }

    /// A district of a tenth of a degree from south to north, beside a city of its own.
    private void publish(double east) throws Exception {
        Path file = Files.writeString(folder.resolve("districts.geojson"), """
                {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"adcode": "441802", "name": "清城区"}, "geometry": {"type": "Polygon",
                "coordinates": [[[113, 23.6], [%1$s, 23.6], [%1$s, 23.7], [113, 23.7], [113, 23.6]]]}}]}
                """.formatted(east));
        try (Connection connection = RECORD.address().connect()) {
            connection.setAutoCommit(false);
            DistrictRun.publish(new DistrictRun.Request(file, FIELDS, Datum.WGS84, false), _ -> {}, connection);
        }
    }

    private double squareMetres() {
        JsonNode rows = get(200, "/v1/coverage?parent=441800&level=county&network=demo&minutes=17")
                .at("/rows");
        return rows.isEmpty() ? 0 : rows.get(0).at("/area_m2").asDouble();
    }

    @Test
    void a_district_whose_shape_changed_is_measured_anew_by_a_standard_that_was_asked_for_before() throws Exception {
        publish(113.1);
        await().atMost(Duration.ofSeconds(20)).until(() -> squareMetres() > 0);
        double before = squareMetres();

        publish(113.2);

        await().atMost(Duration.ofSeconds(20)).until(() -> squareMetres() != before);
        assertThat(squareMetres()).isCloseTo(2 * before, Percentage.withPercentage(0.01));
    }
}
