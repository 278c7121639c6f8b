package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Coverage counted anew from the positions alone, place by place and station by station, by nothing that a
/// solver used.
///
/// **Units**  weights; metres in a straight line on the ellipsoid, null where no station is left to measure to.
/// **Cost**   demand times stations.
record Recheck(
        double demand,
        double coveredBefore,
        double coveredAfter,
        @Nullable Double meanMetresBefore,
        @Nullable Double meanMetresAfter) {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    /// No degree of latitude is shorter.
    private static final double METRES_A_DEGREE = 110_500;

    /// By circles.
    static Recheck byCircle(
            List<LonLat> demand, double[] weights, List<LonLat> existing, List<LonLat> chosen, double radiusMetres) {
        return count(
                demand,
                weights,
                existing,
                chosen,
                (station, place) -> Math.abs(station.lat() - place.lat()) * METRES_A_DEGREE <= radiusMetres
                        && Geodesic.distanceMetres(station, place) <= radiusMetres);
    }

    /// By areas over roads, in the order of the stations.
    static Recheck byArea(
            List<LonLat> demand,
            double[] weights,
            List<LonLat> existing,
            List<Geometry> existingAreas,
            List<LonLat> chosen,
            List<Geometry> chosenAreas) {
        double all = 0;
        double before = 0;
        double after = 0;
        for (int i = 0; i < weights.length; i++) {
            all += weights[i];
            boolean served = within(demand.get(i), existingAreas);
            before += served ? weights[i] : 0;
            after += served || within(demand.get(i), chosenAreas) ? weights[i] : 0;
        }
        Recheck lines = count(demand, weights, existing, chosen, (_, _) -> false);
        return new Recheck(all, before, after, lines.meanMetresBefore, lines.meanMetresAfter);
    }

    private static boolean within(LonLat place, List<Geometry> areas) {
        Coordinate at = new Coordinate(place.lon(), place.lat());
        for (Geometry area : areas) {
            Envelope box = area.getEnvelopeInternal();
            if (box.covers(at) && area.covers(SHAPES.createPoint(at))) {
                return true;
            }
        }
        return false;
    }

    private static Recheck count(
            List<LonLat> demand,
            double[] weights,
            List<LonLat> existing,
            List<LonLat> chosen,
            BiPredicate<LonLat, LonLat> covers) {
        double all = 0;
        double before = 0;
        double after = 0;
        double metresBefore = 0;
        double metresAfter = 0;
        for (int i = 0; i < weights.length; i++) {
            LonLat place = demand.get(i);
            boolean served = existing.stream().anyMatch(station -> covers.test(station, place));
            all += weights[i];
            before += served ? weights[i] : 0;
            after += served || chosen.stream().anyMatch(station -> covers.test(station, place)) ? weights[i] : 0;
            double old = nearestMetres(existing, place);
            metresBefore += weights[i] * old;
            metresAfter += weights[i] * Math.min(old, nearestMetres(chosen, place));
        }
        return new Recheck(
                all,
                before,
                after,
                existing.isEmpty() || all == 0 ? null : metresBefore / all,
                existing.isEmpty() && chosen.isEmpty() || all == 0 ? null : metresAfter / all);
    }

    private static double nearestMetres(List<LonLat> stations, LonLat place) {
        double least = Double.POSITIVE_INFINITY;
        for (LonLat station : stations) {
            if (Math.abs(station.lat() - place.lat()) * METRES_A_DEGREE < least) {
                least = Math.min(least, Geodesic.distanceMetres(station, place));
            }
        }
        return least;
    }
}
