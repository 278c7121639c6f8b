package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.reach.ServiceArea;
import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Draws what reaches into a district, as a question wants it drawn.
///
/// **Shape**  over roads where the district meets the roads that are loaded; beyond them, and while none are,
/// circles, so that a question about a whole country draws no more than a city's areas.
/// **Blocking** never; areas that no record keeps are computed on the roads' own threads.
@Component
class Reaches {

    /// More in one district would take too much memory at once: on foot some 50 MB, by e-bike half a GB.
    private static final int MOST_STATIONS = 2_500;

    /// Before the reason, in place of the name of roads.
    private static final String NONE = "none: ";

    private final Roads roads;
    private final CoverageWorkers workers;

    Reaches(Roads roads, CoverageWorkers workers) {
        this.roads = roads;
        this.workers = workers;
    }

    /// Names the roads that a question is to be answered with, or why there are none to answer it; null where
    /// circles were asked for.
    ///
    /// **Errors** [ProblemException] where the standard reaches too far over roads.
    @Nullable
    String roads(StandardParameters standard) {
        if (standard.method() == Method.CIRCLE) {
            return null;
        }
        Roads.requireNear(standard.standard());
        RoadNetwork network = roads.network();
        return network == null ? NONE + roads.whyNot() : network.id();
    }

    /// How areas are drawn, by what [#roads] said.
    static Method method(@Nullable String graph) {
        return graph == null || graph.startsWith(NONE) ? Method.CIRCLE : Method.NETWORK;
    }

    /// Why circles stand for roads that were asked for; null where they do not.
    static @Nullable String whyCircles(@Nullable String graph) {
        return graph == null || !graph.startsWith(NONE) ? null : graph.substring(NONE.length());
    }

    /// Whether the areas into a district may be others than circles: where its box meets the roads that are loaded.
    boolean mayMeetRoads(Envelope district, @Nullable String graph) {
        RoadNetwork network = roads.network();
        return graph != null && network != null && extent(network).intersects(district);
    }

    private static Envelope extent(RoadNetwork network) {
        return Places.grown(network.extent(), RoadNetwork.FARTHEST_ROAD_METRES);
    }

    /// @param stations all that serve, anywhere; asked for only where roads are
    /// @param graph    what [#roads] said
    Mono<Reach> into(
            Geometry district, Supplier<List<StationRow>> stations, ServiceStandard standard, @Nullable String graph) {
        RoadNetwork network = roads.network();
        if (graph == null || method(graph) == Method.CIRCLE || network == null) {
            return Mono.just(new Reach.Circles(standard.radiusMetres()));
        }
        PreparedGeometry shape = PreparedGeometryFactory.prepare(district);
        if (!shape.intersects(district.getFactory().toGeometry(extent(network)))) {
            return Mono.just(new Reach.Circles(standard.radiusMetres()));
        }
        Envelope around = Places.grown(district.getEnvelopeInternal(), Roads.farthestMetres(standard, Method.NETWORK));
        List<StationRow> near = stations.get().stream()
                .filter(station -> around.covers(
                        station.location().lon(), station.location().lat()))
                .toList();
        if (near.size() > MOST_STATIONS) {
            return Mono.error(ProblemException.invalidParameter(
                    "method",
                    "network draws at most %,d stations over roads in and around one district; here are %,d: ask for smaller districts or fewer stations"
                            .formatted(MOST_STATIONS, near.size())));
        }
        return roads.serviceAreas(near, standard, Method.NETWORK)
                .publishOn(workers.scheduler())
                .map(areas -> touching(shape, near, areas));
    }

    private static Reach touching(PreparedGeometry district, List<StationRow> stations, List<ServiceArea> areas) {
        List<Reach.Area> touching = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            ServiceArea area = areas.get(i);
            if (district.intersects(area.area())) {
                touching.add(new Reach.Area(stations.get(i).id(), area.area(), area.method() == Method.NETWORK));
            }
        }
        return new Reach.OverRoads(touching);
    }
}
