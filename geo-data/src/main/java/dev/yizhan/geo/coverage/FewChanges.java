package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.CircleCorners;
import dev.yizhan.geo.reach.ServiceCircle;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.geo.reach.ServiceStandard.Mode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// A handful of stations that left or came: what they change is looked for only where their circles reach.
///
/// **Accuracy** that of computing all anew: the differences are those of the same polygons.
/// **Cost**   some milliseconds a district, whatever its size.
///
/// @param left where stations counted before
/// @param came where stations count now
record FewChanges(List<LonLat> left, List<LonLat> came) {

    /// With more, their circles reach so far that the whole district is as fast.
    static final int MOST = 20;

    /// Stations closer to the border than this, in degrees, may have been rounded across it.
    private static final double ON_BORDER = 1e-9;

    /// Half around the earth.
    private static final double FARTHEST_METRES = 20_000_000;

    private static final int DIRECTIONS = 96;

    /// What changes in a district.
    record Difference(int stations, Map<Mode, Double> coveredSquareMetres) {}

    private static double farthestMetres() {
        double farthest = 0;
        for (Mode mode : Mode.values()) {
            farthest = Math.max(farthest, ServiceStandard.of(mode).radiusMetres());
        }
        return farthest;
    }

    List<LonLat> places() {
        List<LonLat> all = new ArrayList<>(left);
        all.addAll(came);
        return all;
    }

    /// Where a disc of the largest standard around a place may reach.
    private static Envelope around(LonLat place, double metres) {
        return Places.grown(new Envelope(new Coordinate(place.lon(), place.lat())), metres);
    }

    /// The box around all that changes, from which stations are needed.
    Envelope reach() {
        Envelope reach = new Envelope();
        for (LonLat place : places()) {
            reach.expandToInclude(around(place, 2.1 * farthestMetres()));
        }
        return reach;
    }

    /// The box beyond which nothing is covered that was not, and the other way round.
    Envelope window() {
        return window(farthestMetres());
    }

    private Envelope window(double radiusMetres) {
        Envelope window = new Envelope();
        for (LonLat place : places()) {
            window.expandToInclude(around(place, radiusMetres * 1.01));
        }
        return window;
    }

    /// The stations as they were.
    Places before(Places now) {
        return now.without(came).with(left);
    }

    /// What of a shape lies in a box.
    static Geometry clip(Geometry shape, Envelope box) {
        if (box.covers(shape.getEnvelopeInternal())) {
            return shape;
        }
        if (shape.getNumGeometries() == 1 && shape.getGeometryN(0).isRectangle()) {
            return shape.getFactory().toGeometry(box.intersection(shape.getEnvelopeInternal()));
        }
        Geometry part = OverlayNGRobust.overlay(shape, shape.getFactory().toGeometry(box), OverlayNG.INTERSECTION);
        // Where the shape only touches the box there are lines and points too.
        return part instanceof Polygonal ? part : part.getFactory().buildGeometry(PolygonExtracter.getPolygons(part));
    }

    /// What changes in a district.
    ///
    /// **Empty**  null where a station stands so close to the border that only counting anew tells.
    ///
    /// @param near   what of the district lies in [#window]
    /// @param now    the stations in [#reach], those that came among them
    /// @param before what [#before] says of them
    @Nullable
    Difference in(Geometry near, Places now, Places before) {
        if (near.isEmpty() || near.getArea() == 0) {
            return new Difference(0, none());
        }
        Integer stations = stations(near);
        if (stations == null) {
            return null;
        }
        Map<Mode, Double> difference = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            double radiusMetres = ServiceStandard.of(mode).radiusMetres();
            Geometry part = clip(near, window(radiusMetres));
            Outline here = Outline.of(part);
            difference.put(
                    mode,
                    part.getArea() == 0
                            ? 0
                            : DistrictCoverage.of(here, now, radiusMetres).coveredSquareMetres()
                                    - DistrictCoverage.of(here, before, radiusMetres)
                                            .coveredSquareMetres());
        }
        return new Difference(stations, difference);
    }

    private static Map<Mode, Double> none() {
        Map<Mode, Double> none = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            none.put(mode, 0.0);
        }
        return none;
    }

    private @Nullable Integer stations(Geometry near) {
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(near);
        int stations = 0;
        for (int i = 0; i < left.size() + came.size(); i++) {
            LonLat place = i < left.size() ? left.get(i) : came.get(i - left.size());
            Coordinate at = new Coordinate(place.lon(), place.lat());
            if (near.getBoundary().isWithinDistance(near.getFactory().createPoint(at), ON_BORDER)) {
                return null;
            }
            if (inside.locate(at) != Location.EXTERIOR) {
                stations += i < left.size() ? -1 : 1;
            }
        }
        return stations;
    }

    /// Reads the stations in a box.
    interface Reader {
        Places in(Envelope box) throws SQLException;
    }

    /// Where a station that left was the nearest of all: no farther from it than `radiusMetres`. Places there
    /// are now at most `nextMetres` farther from a station than they were.
    record Cell(LonLat left, double radiusMetres, double nextMetres, Places around) {

        /// Where all of it lies.
        Envelope box() {
            return FewChanges.around(left, radiusMetres);
        }

        /// Whether a district's worst point may now lie here, where it had been closer than one kept elsewhere.
        boolean mayHold(Envelope district, double worstMetres) {
            double reach = Math.min(radiusMetres, WorstPoint.atMost(worstMetres));
            return reach + nextMetres > WorstPoint.atMost(worstMetres)
                    && box(worstMetres).intersects(district);
        }

        /// Of places that had this station nearest, those of a district that has its worst point this far off.
        Envelope box(double worstMetres) {
            return FewChanges.around(left, Math.min(radiusMetres, WorstPoint.atMost(worstMetres)));
        }

        /// Whether some place here is now farther from all stations than the worst point.
        ///
        /// @param district to look only in there; null: in all of the box
        boolean isBeyond(Envelope box, double worstMetres, @Nullable Geometry district) {
            Envelope here = box(worstMetres).intersection(box);
            return !here.isNull() && WorstPoint.isBeyond(here, worstMetres, around, district);
        }
    }

    /// Looks for a circle around a station that left on which every place has another one nearer. The places that had
    /// this one nearest are a convex cell around it, so none of them lies beyond.
    static Cell cell(LonLat left, Reader stations) throws SQLException {
        for (double radiusMetres = 2000; radiusMetres < FARTHEST_METRES; radiusMetres *= 1.7) {
            Places around = stations.in(around(left, 2.2 * radiusMetres));
            Places.Nearest next = around.nearest(left.lon(), left.lat());
            if (next != null && isClosed(left, radiusMetres, around)) {
                return new Cell(left, radiusMetres, next.distanceMetres(), around);
            }
        }
        Places all = stations.in(new Envelope(-180, 180, -90, 90));
        return new Cell(left, FARTHEST_METRES, FARTHEST_METRES, all);
    }

    private static boolean isClosed(LonLat left, double radiusMetres, Places around) {
        double toNextDirection = Math.PI * radiusMetres / DIRECTIONS;
        for (int i = 0; i < DIRECTIONS; i++) {
            LonLat place = Geodesic.destination(left, 360.0 * i / DIRECTIONS, radiusMetres);
            Places.Nearest nearest = around.nearest(place.lon(), place.lat());
            if (nearest == null || nearest.distanceMetres() > radiusMetres - 2 * toNextDirection) {
                return false;
            }
        }
        return true;
    }

    /// The place of a station from the circle that was drawn around it; null where it was drawn in another way.
    static @Nullable LonLat centre(Geometry circle, double radiusMetres) {
        Envelope box = circle.getEnvelopeInternal();
        Coordinate north = circle.getCoordinate();
        if (circle.getNumGeometries() != 1
                || circle.getNumPoints() != ServiceCircle.CORNERS + 1
                || north.y != box.getMaxY()
                || !CircleCorners.reaches(radiusMetres, box.getMinY(), box.getMaxY())) {
            return null;
        }
        double lat = box.centre().y;
        // How far north the corner lies of the centre hardly depends on the latitude.
        for (int i = 0; i < 3; i++) {
            lat = north.y - CircleCorners.of(radiusMetres).northDegrees(lat);
        }
        return new LonLat(north.x, lat);
    }
}
