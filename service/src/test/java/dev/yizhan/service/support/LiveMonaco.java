package dev.yizhan.service.support;

import static org.awaitility.Awaitility.await;

import dev.yizhan.geo.support.SharedData;
import dev.yizhan.service.reach.Roads;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The service over the fixture monaco.sql, with the roads of Monaco; skipped where the extract is missing.
public abstract class LiveMonaco extends LiveService {

    @Autowired
    protected Roads roads;

    /// Skips, where the data is missing, before a service starts without it.
    @BeforeAll
    static void dataIsThere() {
        SharedData.file("osm/monaco.osm.pbf");
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        TestRecord record = TestRecord.withFixture("monaco");
        properties.add("spring.r2dbc.url", () -> record.address().r2dbcUrl());
        properties.add("spring.r2dbc.username", () -> record.address().user());
        properties.add("spring.r2dbc.password", () -> record.address().password());
        properties.add(
                "yizhan.roads.extract",
                () -> SharedData.file("osm/monaco.osm.pbf").toString());
        properties.add("yizhan.roads.home", () -> "target");
    }

    @BeforeEach
    void roadsAreLoaded() {
        await("roads").atMost(Duration.ofSeconds(60)).until(() -> roads.network() != null);
    }
}
