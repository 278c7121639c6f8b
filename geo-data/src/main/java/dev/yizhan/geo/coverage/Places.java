package dev.yizhan.geo.coverage;

import dev.yizhan.geo.index.PointIndex;
import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.hprtree.HPRtree;

/// The places of all stations that count, at one moment. Immutable.
///
/// **Units**  degrees on WGS 84, metres.
/// **Blocking**  never; safe for any number of threads.
public final class Places {

    /// A station, by its id and its distance from the place that was asked about.
    public record Nearest(String id, double distanceMetres) {}

    /// Shorter than any degree of latitude, so that a box grown by it is never too small.
    static final double METRES_A_DEGREE = 110_500;

    private final List<String> ids;
    private final PointIndex index;
    private final HPRtree boxes = new HPRtree();

    /// @param ids    one for each place
    /// @param places in the order of the ids
    public Places(List<String> ids, List<LonLat> places) {
        this.ids = List.copyOf(ids);
        double[] lon = places.stream().mapToDouble(LonLat::lon).toArray();
        double[] lat = places.stream().mapToDouble(LonLat::lat).toArray();
        this.index = PointIndex.of(lon, lat);
        for (int i = 0; i < lon.length; i++) {
            boxes.insert(new Envelope(lon[i], lon[i], lat[i], lat[i]), i);
        }
        boxes.build();
    }

    public int size() {
        return ids.size();
    }

    /// The station closest to a place; null when there is none at all.
    public @Nullable Nearest nearest(double lon, double lat) {
        if (ids.isEmpty()) {
            return null;
        }
        PointIndex.Hit[] hits = index.nearest(lon, lat, 1, Double.POSITIVE_INFINITY, _ -> true);
        return new Nearest(ids.get(hits[0].point()), hits[0].distanceMetres());
    }

    /// Whether a place may be within `radiusMetres` of something in the box.
    public boolean isAnyNear(Envelope box, double radiusMetres) {
        return !around(box, radiusMetres).isEmpty();
    }

    /// Every place that may be within `radiusMetres` of something in the box, and some that are not.
    List<LonLat> around(Envelope box, double radiusMetres) {
        Envelope grown = grown(box, radiusMetres);
        List<LonLat> found = new ArrayList<>();
        // Beyond ±180 the world goes on from the other side.
        for (double turn : new double[] {0, -360, 360}) {
            Envelope turned =
                    new Envelope(grown.getMinX() + turn, grown.getMaxX() + turn, grown.getMinY(), grown.getMaxY());
            if (turn != 0 && (turned.getMaxX() < -180 || turned.getMinX() > 180)) {
                continue;
            }
            for (Object i : boxes.query(turned)) {
                LonLat place = new LonLat(index.lon((Integer) i), index.lat((Integer) i));
                if (turn == 0 || !grown.covers(place.lon(), place.lat())) {
                    found.add(place);
                }
            }
        }
        return found;
    }

    /// A box with all around it that is within `radiusMetres`; beyond ±180 where it crosses.
    public static Envelope grown(Envelope box, double radiusMetres) {
        double latDegrees = radiusMetres / METRES_A_DEGREE;
        double farthestLat = Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())) + latDegrees;
        double lonDegrees = farthestLat >= 89 ? 360 : latDegrees / Math.cos(Math.toRadians(farthestLat));
        Envelope grown = new Envelope(box);
        grown.expandBy(lonDegrees, latDegrees);
        return grown;
    }

    /// All but one station at each of these places.
    Places without(List<LonLat> gone) {
        List<LonLat> missing = new ArrayList<>(gone);
        List<String> stay = new ArrayList<>();
        List<LonLat> places = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            LonLat place = new LonLat(index.lon(i), index.lat(i));
            if (!missing.remove(place)) {
                stay.add(ids.get(i));
                places.add(place);
            }
        }
        return new Places(stay, places);
    }

    /// These and some without a name.
    Places with(List<LonLat> more) {
        List<String> all = new ArrayList<>(ids);
        List<LonLat> places = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            places.add(new LonLat(index.lon(i), index.lat(i)));
        }
        for (LonLat place : more) {
            all.add("");
            places.add(place);
        }
        return new Places(all, places);
    }
}
