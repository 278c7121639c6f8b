package dev.yizhan.geo.reach;

import com.carrotsearch.hppc.IntDoubleHashMap;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.Graph;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// How long couriers take from each junction to the nearest of some places, up to a time: one search from all places
/// at once, against the direction of travel.
///
/// **Units**  seconds at the profile's own speeds. The way between a place and its road counts.
/// **Cost**   about a microsecond a junction, however many places there are; 16 bytes each.
final class RoadTimes {

    private record Label(double seconds, int junction) {}

    private final Graph graph;
    private final Weighting weighting;
    private final double limitSeconds;
    private final List<RoadSide> places;
    private final IntObjectHashMap<List<RoadSide>> placesOn = new IntObjectHashMap<>();
    private final IntDoubleHashMap seconds = new IntDoubleHashMap();
    private final PriorityQueue<Label> queue = new PriorityQueue<>(Comparator.comparingDouble(Label::seconds));

    RoadTimes(Graph graph, Weighting weighting, List<RoadSide> places, double limitSeconds) {
        this.graph = graph;
        this.weighting = weighting;
        this.limitSeconds = limitSeconds;
        this.places = List.copyOf(places);
        for (RoadSide place : places) {
            if (!placesOn.containsKey(place.edge())) {
                placesOn.put(place.edge(), new ArrayList<>());
            }
            placesOn.get(place.edge()).add(place);
            EdgeIteratorState road = graph.getEdgeIteratorState(place.edge(), place.end());
            reach(place.end(), place.offRoadSeconds() + part(1 - place.share(), weighting.calcEdgeWeight(road, true)));
            reach(place.base(), place.offRoadSeconds() + part(place.share(), weighting.calcEdgeWeight(road, false)));
        }
        search();
    }

    private static double part(double share, double seconds) {
        return share == 0 ? 0 : share * seconds;
    }

    private void reach(int junction, double at) {
        if (at <= limitSeconds && !seconds.containsKey(junction)) {
            queue.add(new Label(at, junction));
        }
    }

    private void search() {
        EdgeExplorer explorer = graph.createEdgeExplorer();
        for (Label next = queue.poll(); next != null; next = queue.poll()) {
            if (seconds.containsKey(next.junction)) {
                continue;
            }
            seconds.put(next.junction, next.seconds);
            EdgeIterator road = explorer.setBaseNode(next.junction);
            while (road.next()) {
                reach(road.getAdjNode(), next.seconds + weighting.calcEdgeWeight(road, true));
            }
        }
    }

    double limitSeconds() {
        return limitSeconds;
    }

    List<RoadSide> places() {
        return places;
    }

    /// Those of the places that have this road beside them.
    List<RoadSide> placesOn(int edge) {
        List<RoadSide> found = placesOn.get(edge);
        return found == null ? List.of() : found;
    }

    /// Infinite where it takes longer than the limit.
    double seconds(int junction) {
        return seconds.getOrDefault(junction, Double.POSITIVE_INFINITY);
    }
}
