package dev.yizhan.geo.reach;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long the ways are on which couriers get from many places to a station: the fastest ones, each with its way
/// to the first road and from the last.
///
/// **Units**  metres.
/// **Shape**  for one thread. Where no road is near the place or the station, a straight line with the standard's
/// detour. Where no way is found within [RoadNetwork#LONGEST_SECONDS], as long as one of that time on the mode's own
/// ways, and no shorter than that line: it counts as far, and never as near.
/// **Cost**   a microsecond for each junction nearby and for each place.
public final class RoadLengths {

    private final RoadWays ways;
    private final ServiceStandard standard;
    private final List<LonLat> places;
    private final @Nullable RoadSide[] sides;

    RoadLengths(RoadWays ways, ServiceStandard standard, List<LonLat> places) {
        this.ways = ways;
        this.standard = standard;
        this.places = List.copyOf(places);
        this.sides = places.stream().map(ways::side).map(RoadLengths::near).toArray(RoadSide[]::new);
    }

    private static @Nullable RoadSide near(@Nullable RoadSide side) {
        return side == null || side.offRoadMetres() > RoadNetwork.FARTHEST_ROAD_METRES ? null : side;
    }

    /// How many of the places have no road near.
    public int roadless() {
        int roadless = 0;
        for (RoadSide side : sides) {
            roadless += side == null ? 1 : 0;
        }
        return roadless;
    }

    /// From each place, in their order.
    ///
    /// @param enoughMetres ways that are longer than this may count as longer than they are
    public double[] to(LonLat station, double enoughMetres) {
        RoadWays.Start start = ways.start(station);
        if (start == null || near(start.side()) == null) {
            return lines(station);
        }
        double limitSeconds = Math.min(
                RoadNetwork.LONGEST_SECONDS, enoughMetres / RoadProfiles.slowestMetresASecond(standard.mode()));
        double farMetres = RoadNetwork.LONGEST_SECONDS * RoadProfiles.fastestKmh(standard.mode()) / 3.6;
        RoadTree tree = ways.towards(start, limitSeconds);
        double[] metres = lines(station);
        for (int i = 0; i < metres.length; i++) {
            RoadSide side = sides[i];
            if (side != null) {
                RoadWays.Cost cost = ways.cost(tree, side);
                metres[i] = cost != null && cost.seconds() <= tree.frontierSeconds()
                        ? cost.metres()
                        : Math.max(metres[i], farMetres);
            }
        }
        return metres;
    }

    private double[] lines(LonLat station) {
        return places.stream()
                .mapToDouble(place -> Geodesic.distanceMetres(place, station) * standard.detour())
                .toArray();
    }
}
