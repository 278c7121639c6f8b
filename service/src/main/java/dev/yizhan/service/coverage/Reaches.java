package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.Outline;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.RoadsReach;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.TooManyCorners;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.reach.Method;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Draws what reaches into a district, as a question wants it drawn.
///
/// **Shape**  over roads where the district meets the roads that are loaded; beyond them, and while none are,
/// circles, so that a question about a whole country draws no more than a city's areas.
/// Over roads all stations are drawn as one area, by one search, whatever the standard: so a longer time covers more
/// by the same rules, and the cost is that of the roads, not of the stations.
/// **Blocking** never; what roads decide is computed on a lane of its own.
@Component
class Reaches {

    /// Of the area in one district: some 20 MB, and ten times as much while it is laid over the district.
    private static final int MOST_CORNERS = 400_000;

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

    /// **Shape**  comes on the lane of what roads decide, unless it is circles.
    /// **Errors** [ProblemException] where what is drawn would take too much memory.
    ///
    /// @param stations all that serve, anywhere; asked for only where roads are
    /// @param graph    what [#roads] said
    Mono<Reach> into(
            Outline district, Supplier<List<StationRow>> stations, ServiceStandard standard, @Nullable String graph) {
        RoadNetwork network = roads.network();
        if (graph == null || method(graph) == Method.CIRCLE || network == null) {
            return Mono.just(new Reach.Circles(standard.radiusMetres()));
        }
        PreparedGeometry shape = PreparedGeometryFactory.prepare(district.area());
        if (!shape.intersects(new GeometryFactory().toGeometry(extent(network)))) {
            return Mono.just(new Reach.Circles(standard.radiusMetres()));
        }
        return Mono.fromCallable(() -> overRoads(shape, network, stations.get(), standard))
                .subscribeOn(workers.overRoads());
    }

    private static Reach overRoads(
            PreparedGeometry district, RoadNetwork network, List<StationRow> stations, ServiceStandard standard) {
        Envelope box = district.getGeometry().getEnvelopeInternal();
        Envelope around = Places.grown(box, Roads.farthestMetres(standard, Method.NETWORK));
        List<StationRow> near = stations.stream()
                .filter(station -> around.covers(
                        station.location().lon(), station.location().lat()))
                .toList();
        RoadsReach reach;
        try {
            reach = network.reach(
                    near.stream().map(StationRow::location).toList(),
                    standard,
                    box.intersection(extent(network)),
                    MOST_CORNERS);
        } catch (TooManyCorners e) {
            throw ProblemException.invalidParameter(
                    "method",
                    "network would draw more than %,d corners over the roads of one district: ask for smaller districts"
                            .formatted(MOST_CORNERS));
        }
        List<Reach.Area> areas = new ArrayList<>();
        if (district.intersects(reach.area())) {
            areas.add(new Reach.Area(
                    IntStream.range(0, near.size())
                            .filter(i -> !reach.roadless().get(i))
                            .mapToObj(i -> near.get(i).id())
                            .toList(),
                    reach.area(),
                    true));
        }
        reach.roadless().stream().mapToObj(near::get).forEach(station -> {
            Geometry circle = ServiceCircle.around(station.location(), standard.radiusMetres());
            if (district.intersects(circle)) {
                areas.add(new Reach.Area(List.of(station.id()), circle, false));
            }
        });
        return new Reach.OverRoads(areas);
    }
}
