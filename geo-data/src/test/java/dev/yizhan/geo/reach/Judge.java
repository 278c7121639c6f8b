package dev.yizhan.geo.reach;

import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.ResponsePath;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import dev.yizhan.geo.support.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// Real roads, and GraphHopper's own router as the judge of what our searches say about them.
final class Judge {

    private static final Map<String, Judge> JUDGES = new ConcurrentHashMap<>();

    final RoadNetwork network;
    final RoadImport roads;

    private Judge(Path extract) {
        try {
            String name = RoadCache.name(extract);
            Path cache = Path.of("target", "roads");
            network = RoadNetwork.open(extract, cache, System.out::println);
            roads = new RoadCache(cache).open(extract, name, _ -> {});
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A city of the shared data; a test that asks for one that is not there is skipped.
    static Judge of(String city) {
        Path extract = SharedData.file("osm/" + city + ".osm.pbf");
        return JUDGES.computeIfAbsent(city, _ -> new Judge(extract));
    }

    /// Seconds of GraphHopper's fastest route at the profile's speeds; infinite where there is none.
    double seconds(LonLat from, LonLat to, Mode mode) {
        ResponsePath path = route(from, to, mode);
        return path == null ? Double.POSITIVE_INFINITY : path.getRouteWeight();
    }

    ResponsePath route(LonLat from, LonLat to, Mode mode) {
        GHRequest request = new GHRequest(from.lat(), from.lon(), to.lat(), to.lon()).setProfile(mode.code());
        request.getHints().putObject("instructions", false).putObject("calc_points", true);
        GHResponse response = roads.route(request);
        return response.hasErrors() ? null : response.getBest();
    }

    /// Random places on roads that the mode may use, by length.
    List<LonLat> roadPlaces(Mode mode, LonLat around, double withinMetres, int count, long seed) {
        RoadWays ways = new RoadWays(roads, mode);
        LocalPlane plane = new LocalPlane(around);
        List<PointList> lines = new ArrayList<>();
        List<Double> upTo = new ArrayList<>();
        double sum = 0;
        AllEdgesIterator edge = roads.getBaseGraph().getAllEdges();
        while (edge.next()) {
            PointList line = edge.fetchWayGeometry(FetchMode.ALL);
            if (Math.hypot(plane.x(line.getLon(0)), plane.y(line.getLat(0))) < withinMetres && ways.usable(edge)) {
                sum += edge.getDistance();
                lines.add(line);
                upTo.add(sum);
            }
        }
        Random random = new Random(seed);
        List<LonLat> places = new ArrayList<>();
        while (places.size() < count) {
            double at = random.nextDouble() * sum;
            int found = java.util.Collections.binarySearch(upTo, at);
            PointList line = lines.get(found < 0 ? -found - 1 : found);
            int stretch = random.nextInt(line.size() - 1);
            double share = random.nextDouble();
            places.add(new LonLat(
                    line.getLon(stretch) + share * (line.getLon(stretch + 1) - line.getLon(stretch)),
                    line.getLat(stretch) + share * (line.getLat(stretch + 1) - line.getLat(stretch))));
        }
        return places;
    }
}
