package dev.yizhan.geo.reach;

import dev.yizhan.geo.reach.RoadNetwork.Candidate;
import dev.yizhan.geo.reach.RoadNetwork.Candidates;
import dev.yizhan.geo.reach.RoadNetwork.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One search outwards from a courier for what is reached soonest.
///
/// **Units**  seconds at the profile's own speeds, until an answer is made.
final class SoonestSearch<T> {

    /// Ways are measured on a sphere, and sums are rounded: no way is shorter than this share of the straight
    /// line on the ellipsoid.
    private static final double SHORTEST_SHARE = 0.993;

    private static final int AT_FIRST = 16;
    private static final int JUNCTIONS_BETWEEN_LOOKS = 32;

    private final RoadWays ways;
    private final ServiceStandard standard;
    private final double scale;
    private final int limit;
    private final Candidates<T> candidates;

    SoonestSearch(RoadWays ways, ServiceStandard standard, double scale, int limit, Candidates<T> candidates) {
        this.ways = ways;
        this.standard = standard;
        this.scale = scale;
        this.limit = limit;
        this.candidates = candidates;
    }

    private record Placed<T>(
            Candidate<T> candidate, @Nullable RoadSide side, double estimateSeconds) {}

    /// A candidate's time; an infinite one where no road leads to it.
    private record Timed<T>(Placed<T> placed, double seconds, RoadWays.@Nullable Cost cost) {}

    List<Way<T>> run(RoadWays.Start start) {
        List<Placed<T>> first = candidates.nearest(Math.max(AT_FIRST, 2 * limit)).stream()
                .map(this::placed)
                .toList();
        RoadTree tree = ways.away(start, RoadNetwork.LONGEST_SECONDS, new Looks(first)::enough);
        double last = last(tree, first);
        // In the time of the last one found one gets no farther than this, so that all others are known.
        double metres = last * RoadProfiles.fastestKmh(standard.mode()) / 3.6 / SHORTEST_SHARE;
        List<Timed<T>> timed = new ArrayList<>();
        for (Candidate<T> candidate : candidates.within(metres)) {
            timed.add(timed(tree, placed(candidate)));
        }
        timed.sort(Comparator.<Timed<T>>comparingDouble(Timed::seconds)
                .thenComparingDouble(one -> one.placed.estimateSeconds));
        return timed.stream().limit(limit).map(this::way).toList();
    }

    private Placed<T> placed(Candidate<T> candidate) {
        RoadSide side = ways.side(candidate.place());
        return new Placed<>(
                candidate,
                side == null || side.offRoadMetres() > RoadNetwork.FARTHEST_ROAD_METRES ? null : side,
                standard.durationSeconds(candidate.straightMetres()) * scale);
    }

    /// The time of a candidate as far as the tree has grown: later than that it is not known.
    private Timed<T> timed(RoadTree tree, Placed<T> placed) {
        if (placed.side == null) {
            return new Timed<>(placed, placed.estimateSeconds, null);
        }
        RoadWays.Cost cost = ways.cost(tree, placed.side);
        return cost == null || cost.seconds() > tree.frontierSeconds()
                ? new Timed<>(placed, Double.POSITIVE_INFINITY, null)
                : new Timed<>(placed, cost.seconds(), cost);
    }

    /// When the last one wanted is reached, of those looked at first; the longest time where there are not
    /// enough.
    private double last(RoadTree tree, List<Placed<T>> first) {
        double[] seconds = first.stream()
                .mapToDouble(placed -> timed(tree, placed).seconds)
                .filter(time -> time <= tree.frontierSeconds())
                .sorted()
                .toArray();
        return seconds.length < limit ? Double.POSITIVE_INFINITY : seconds[limit - 1];
    }

    private Way<T> way(Timed<T> timed) {
        Candidate<T> candidate = timed.placed.candidate;
        RoadWays.Cost cost = timed.cost;
        return cost == null
                ? new Way<>(candidate.what(), false, candidate.straightMetres(), timed.placed.estimateSeconds / scale)
                : new Way<>(candidate.what(), true, cost.metres(), cost.seconds() / scale);
    }

    /// Looks now and then whether enough is known.
    private final class Looks {

        private final List<Placed<T>> first;
        private int junctions;
        private int nextLook;

        Looks(List<Placed<T>> first) {
            this.first = first;
        }

        boolean enough(RoadTree tree) {
            junctions++;
            if (junctions < nextLook) {
                return false;
            }
            nextLook = junctions + Math.max(JUNCTIONS_BETWEEN_LOOKS, junctions / 8);
            return Double.isFinite(last(tree, first));
        }
    }
}
