package dev.yizhan.geo.reach;

import com.carrotsearch.hppc.IntHashSet;
import com.graphhopper.GraphHopper;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PMap;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.BBox;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How one mode moves on the roads: where a place touches them, and what a way costs.
///
/// **Units**  seconds at the profile's own speeds; metres.
/// **Shape**  for one thread; cheap to make.
final class RoadWays {

    private final GraphHopper roads;
    private final Weighting weighting;
    private final EdgeFilter usable;

    RoadWays(GraphHopper roads, Mode mode) {
        this.roads = roads;
        this.weighting = roads.createWeighting(Objects.requireNonNull(roads.getProfile(mode.code())), new PMap());
        this.usable = new DefaultSnapFilter(
                weighting, roads.getEncodingManager().getBooleanEncodedValue(Subnetwork.key(mode.code())));
    }

    /// Whether one can go along a road, at least in one direction, and from there to most others.
    boolean usable(EdgeIteratorState road) {
        return usable.accept(road);
    }

    /// A place from which a search can begin.
    record Start(RoadSide side, QueryGraph graph, int junction) {}

    /// A way to somewhere: how long, and how far along the roads.
    record Cost(double seconds, double metres) {}

    /// The road nearest to a place; null where there is none for about a kilometre.
    @Nullable
    RoadSide side(LonLat place) {
        Snap snap = snap(place);
        return snap.isValid() ? side(place, snap) : null;
    }

    @Nullable
    Start start(LonLat place) {
        Snap snap = snap(place);
        if (!snap.isValid()) {
            return null;
        }
        RoadSide side = side(place, snap);
        QueryGraph graph = QueryGraph.create(roads.getBaseGraph(), snap);
        return new Start(side, graph, snap.getClosestNode());
    }

    private Snap snap(LonLat place) {
        return roads.getLocationIndex().findClosest(place.lat(), place.lon(), usable);
    }

    private static RoadSide side(LonLat place, Snap snap) {
        EdgeIteratorState edge = snap.getClosestEdge();
        PointList line = edge.fetchWayGeometry(FetchMode.ALL);
        LocalPlane plane = new LocalPlane(place);
        double snappedX = plane.x(snap.getSnappedPoint().lon);
        double snappedY = plane.y(snap.getSnappedPoint().lat);
        double length = 0;
        double before = 0;
        for (int i = 0; i < line.size(); i++) {
            double x = plane.x(line.getLon(i));
            double y = plane.y(line.getLat(i));
            if (i > 0) {
                length += Math.hypot(x - plane.x(line.getLon(i - 1)), y - plane.y(line.getLat(i - 1)));
            }
            if (i == snap.getWayIndex()) {
                before = length + Math.hypot(snappedX - x, snappedY - y);
            }
        }
        double offRoadMetres = Math.hypot(snappedX, snappedY);
        return new RoadSide(
                place,
                new LonLat(snap.getSnappedPoint().lon, snap.getSnappedPoint().lat),
                offRoadMetres,
                offRoadMetres / RoadProfiles.paceMetresASecond(),
                edge.getEdge(),
                edge.getBaseNode(),
                edge.getAdjNode(),
                length == 0 ? 0 : Math.min(1, before / length));
    }

    /// All ways to the start that take no longer.
    RoadTree towards(Start start, double limitSeconds) {
        return RoadTree.grow(
                start.graph, weighting, true, start.side, start.junction, limitSeconds, RoadTree.Enough.NEVER);
    }

    /// Ways from the start, until the limit or until it is enough.
    RoadTree away(Start start, double limitSeconds, RoadTree.Enough enough) {
        return RoadTree.grow(start.graph, weighting, false, start.side, start.junction, limitSeconds, enough);
    }

    /// The fastest way between a tree's start and a place, over junctions that the tree knows; null where none
    /// of them is near it.
    @Nullable
    Cost cost(RoadTree tree, RoadSide place) {
        EdgeIteratorState edge = roads.getBaseGraph().getEdgeIteratorState(place.edge(), place.end());
        // Along the road from its base to its end, and back, in the direction in which the tree is travelled.
        double forth = weighting.calcEdgeWeight(edge, tree.towards());
        double back = weighting.calcEdgeWeight(edge, !tree.towards());
        double metres = edge.getDistance();
        Cost best = over(tree.junction(place.base()), place.share(), forth, metres, null);
        best = over(tree.junction(place.end()), 1 - place.share(), back, metres, best);
        RoadSide start = tree.start();
        if (start.edge() == place.edge()) {
            double along = place.share() - start.share();
            best = over(
                    new RoadTree.Junction(start.offRoadSeconds(), start.offRoadMetres()),
                    Math.abs(along),
                    along >= 0 ? forth : back,
                    metres,
                    best);
        }
        return best == null
                ? null
                : new Cost(best.seconds + place.offRoadSeconds(), best.metres + place.offRoadMetres());
    }

    private static @Nullable Cost over(
            RoadTree.@Nullable Junction junction, double share, double seconds, double metres, @Nullable Cost other) {
        if (junction == null || share > 0 && Double.isInfinite(seconds)) {
            return other;
        }
        double there = junction.seconds() + (share > 0 ? share * seconds : 0);
        return other != null && other.seconds <= there ? other : new Cost(there, junction.metres() + share * metres);
    }

    /// The times to the nearest of some places.
    RoadTimes times(List<RoadSide> places, double limitSeconds) {
        return new RoadTimes(roads.getBaseGraph(), weighting, places, limitSeconds);
    }

    /// A road, and how long it takes from its base to its end and back, against the direction of travel.
    interface Road {

        void road(EdgeIteratorState road, double forthSeconds, double backSeconds);
    }

    /// Every road of a box that the mode may use, once.
    void forEachRoadIn(double west, double south, double east, double north, Road visitor) {
        IntHashSet seen = new IntHashSet();
        roads.getLocationIndex().query(new BBox(west, east, south, north), number -> {
            if (seen.add(number)) {
                EdgeIteratorState road = roads.getBaseGraph().getEdgeIteratorState(number, Integer.MIN_VALUE);
                if (usable(road)) {
                    visitor.road(road, weighting.calcEdgeWeight(road, true), weighting.calcEdgeWeight(road, false));
                }
            }
        });
    }
}
