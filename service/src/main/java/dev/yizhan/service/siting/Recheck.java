package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadLengths;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;

/// Coverage counted anew from the positions alone, place by place and station by station, by nothing that a
/// solver used.
///
/// **Units**  weights; metres in a straight line on the ellipsoid, unless [#withMean] took ways instead; null where
/// no station is left to measure to.
/// **Shape**  `coverable` is what stations and candidates reach together. With loads, `coveredAfter` is how much
/// of what sites reach can be served when none serves more than its load; without, it is `inReachAfter`.
/// **Cost**   demand times stations; demand that stays uncovered, times candidates.
record Recheck(
        double demand,
        double coveredBefore,
        double inReachAfter,
        double coveredAfter,
        double coverable,
        @Nullable Double meanMetresBefore,
        @Nullable Double meanMetresAfter) {

    /// No degree of latitude is shorter.
    private static final double METRES_A_DEGREE = 110_500;
    /// No radius of the Earth is shorter.
    private static final double EARTH_METRES = 6_335_000;

    /// What is counted over.
    record People(List<LonLat> places, double[] weights) {}

    /// By circles.
    ///
    /// @param loads what each chosen site is said to serve; null where sites have no capacity
    static Recheck byCircle(
            People people,
            List<LonLat> existing,
            List<LonLat> chosen,
            List<LonLat> candidates,
            double radiusMetres,
            double @Nullable [] loads) {
        return count(
                people,
                existing,
                chosen,
                i -> within(existing, people.places.get(i), radiusMetres),
                (site, i) -> within(List.of(chosen.get(site)), people.places.get(i), radiusMetres),
                i -> within(candidates, people.places.get(i), radiusMetres),
                loads);
    }

    /// By areas over roads, in the order of the stations.
    ///
    /// @param reached what areas of candidates hold, seen while each was drawn
    static Recheck byArea(
            People people,
            List<LonLat> existing,
            List<Geometry> existingAreas,
            List<LonLat> chosen,
            List<Geometry> chosenAreas,
            Reached reached,
            double @Nullable [] loads) {
        return count(
                people,
                existing,
                chosen,
                i -> existingAreas.stream().anyMatch(area -> holds(area, people.places.get(i))),
                (site, i) -> holds(chosenAreas.get(site), people.places.get(i)),
                reached.places::get,
                loads);
    }

    /// Which demand the areas of candidates hold, for they are too large to be kept.
    static final class Reached {

        private final List<LonLat> demand;
        private final BitSet places = new BitSet();

        Reached(List<LonLat> demand) {
            this.demand = demand;
        }

        void see(Geometry area) {
            for (int i = places.nextClearBit(0); i < demand.size(); i = places.nextClearBit(i + 1)) {
                if (holds(area, demand.get(i))) {
                    places.set(i);
                }
            }
        }
    }

    private static boolean holds(Geometry area, LonLat place) {
        Coordinate at = new Coordinate(place.lon(), place.lat());
        return area.getEnvelopeInternal().covers(at) && SimplePointInAreaLocator.locate(at, area) != Location.EXTERIOR;
    }

    private static boolean within(List<LonLat> stations, LonLat place, double metres) {
        for (LonLat station : stations) {
            if (mayBeWithin(station, place, metres) && Geodesic.distanceMetres(station, place) <= metres) {
                return true;
            }
        }
        return false;
    }

    /// Rules out most of what is far at the cost of a few products.
    private static boolean mayBeWithin(LonLat a, LonLat b, double metres) {
        if (Math.abs(a.lat() - b.lat()) * METRES_A_DEGREE > metres) {
            return false;
        }
        double widest = Math.max(Math.abs(a.lat()), Math.abs(b.lat()));
        double apart = Math.abs(Math.sin(Math.toRadians(a.lon() - b.lon()) / 2));
        return 2 * EARTH_METRES * Math.cos(Math.toRadians(widest)) * apart <= metres;
    }

    private interface Covers {

        boolean test(int site, int place);
    }

    private static Recheck count(
            People people,
            List<LonLat> existing,
            List<LonLat> chosen,
            IntPredicate served,
            Covers covers,
            IntPredicate reached,
            double @Nullable [] loads) {
        double all = 0;
        double before = 0;
        double inReach = 0;
        double coverable = 0;
        double metresBefore = 0;
        double metresAfter = 0;
        Map<BitSet, Double> wanted = new LinkedHashMap<>();
        for (int i = 0; i < people.weights.length; i++) {
            double weight = people.weights[i];
            int place = i;
            boolean old = served.test(i);
            BitSet by = old ? new BitSet() : sites(chosen.size(), site -> covers.test(site, place));
            boolean now = old || !by.isEmpty();
            if (!by.isEmpty()) {
                wanted.merge(by, weight, Double::sum);
            }
            all += weight;
            before += old ? weight : 0;
            inReach += now ? weight : 0;
            coverable += now || reached.test(i) ? weight : 0;
            double metres = nearestMetres(existing, people.places.get(i));
            metresBefore += weight * metres;
            metresAfter += weight * Math.min(metres, nearestMetres(chosen, people.places.get(i)));
        }
        return new Recheck(
                all,
                before,
                inReach,
                loads == null ? inReach : before + Transport.most(loads, wanted),
                coverable,
                existing.isEmpty() || all == 0 ? null : metresBefore / all,
                existing.isEmpty() && chosen.isEmpty() || all == 0 ? null : metresAfter / all);
    }

    /// The same with distances over roads: the ways to the chosen sites are searched again.
    ///
    /// @param without from each place to the nearest station that there is, over roads
    Recheck withMean(People people, double[] without, List<LonLat> chosen, RoadLengths lengths) {
        double[] now = without.clone();
        for (LonLat site : chosen) {
            double[] again = lengths.to(site, Double.POSITIVE_INFINITY);
            for (int i = 0; i < now.length; i++) {
                now[i] = Math.min(now[i], again[i]);
            }
        }
        return new Recheck(
                demand,
                coveredBefore,
                inReachAfter,
                coveredAfter,
                coverable,
                mean(people.weights, without),
                mean(people.weights, now));
    }

    private static @Nullable Double mean(double[] weights, double[] metres) {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            all += weights[i];
            sum += weights[i] > 0 ? weights[i] * metres[i] : 0;
        }
        return all == 0 || !Double.isFinite(sum) ? null : (Double) (sum / all);
    }

    private static BitSet sites(int count, IntPredicate covers) {
        BitSet sites = new BitSet();
        IntStream.range(0, count).filter(covers).forEach(sites::set);
        return sites;
    }

    static double nearestMetres(List<LonLat> stations, LonLat place) {
        double least = Double.POSITIVE_INFINITY;
        for (LonLat station : stations) {
            if (mayBeWithin(station, place, least)) {
                least = Math.min(least, Geodesic.distanceMetres(station, place));
            }
        }
        return least;
    }
}
