package dev.yizhan.service.siting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import dev.yizhan.geo.support.SharedData;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.web.Crs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/// Sites over the real roads of Monaco, which lies on a slope above the sea.
class RoadSitesTest {

    private static final Envelope BOX = new Envelope(7.409, 7.439, 43.724, 43.751);

    @Test
    void sites_over_roads_cover_what_their_areas_hold_and_no_more(@TempDir Path cache) throws Exception {
        Random random = new Random(3);
        List<LonLat> places = IntStream.range(0, 240)
                .mapToObj(_ -> new LonLat(
                        BOX.getMinX() + random.nextDouble() * BOX.getWidth(),
                        BOX.getMinY() + random.nextDouble() * BOX.getHeight()))
                .toList();
        double[] weights = new double[200];
        Arrays.fill(weights, 1);
        ServiceStandard standard = new ServiceStandard(Mode.WALK, 6, 5, 1.25);
        SitesQuestion question = new SitesQuestion(
                "000001",
                Objective.MCLP,
                3,
                standard,
                Method.NETWORK,
                Selection.ALL,
                IntStream.range(200, 240)
                        .mapToObj(i -> new PlaceReader.Named("c" + i, places.get(i), null, null))
                        .toList(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                0,
                Double.POSITIVE_INFINITY,
                120,
                1,
                Crs.WGS84);
        try (RoadNetwork network = RoadNetwork.open(SharedData.file("osm/monaco.osm.pbf"), cache, _ -> {})) {
            RoadAreas areas = new RoadAreas(network, standard, Map::of);
            List<String> stages = new ArrayList<>();
            SitesAnswer answer = new SitingRun(
                            question,
                            new Land(
                                    "1-test",
                                    "Monaco",
                                    new GeometryFactory().toGeometry(BOX),
                                    List.of(),
                                    List.of(new LonLat(7.4246, 43.7384)),
                                    List.of(),
                                    new Demand("given", "given", null, null, places.subList(0, 200), weights),
                                    areas::area,
                                    areas::isRoadless,
                                    areas::lengths,
                                    null),
                            new Progress(Duration.ofMinutes(2), step -> stages.add(step.stage())))
                    .run();
            int used = answer.candidates().used();
            assertThat(stages)
                    .as("the longest stage tells how far it is")
                    .contains("reach, 0 of 1 stations", "reach, 1 of %d candidates".formatted(used))
                    .contains("reach, %d of %d candidates".formatted(used - 1, used));
            assertThat(answer.standard().method()).isEqualTo("network");
            assertThat(answer.recheck().agrees()).isTrue();
            assertThat(answer.provenOptimal()).isTrue();
            assertThat(answer.features()).hasSize(3);
            assertThat(answer.demand().coveredAfter())
                    .isGreaterThan(answer.demand().coveredBefore());
            SitesAnswer.Candidates candidates = answer.candidates();
            assertThat(candidates.offRoad())
                    .as("some of the places lie in the sea")
                    .isPositive();
            assertThat(candidates.used() + candidates.offRoad()).isEqualTo(40);
            assertThat(answer.notes())
                    .contains(
                            candidates.offRoad()
                                    + " of 40 candidates are more than 200 m from any road and were not used: no way leads there.");
            assertThat(answer.features()).allSatisfy(site -> {
                assertThat(site.properties().method()).isEqualTo("network");
                assertThat(site.properties().reason()).isNull();
            });
        }
    }
}
