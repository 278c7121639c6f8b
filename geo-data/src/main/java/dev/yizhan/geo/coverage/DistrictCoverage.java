package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.CircleCorners;
import dev.yizhan.geo.reach.ServiceCircle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// One district and the united service areas that reach into it.
///
/// **Units**  square metres on the ellipsoid; edges are straight in longitude and latitude.
/// **Shape**  areas of stations outside the district count for what of them lies inside.
/// **Cost**   circles: less than a millisecond for a county, see [DiscOverlay], and as much for the shapes of what is
/// uncovered, once they are asked for; other areas, and circles that lie exactly on each other, the union of those
/// that touch it. [#gaps] adds the worst points.
public final class DistrictCoverage {

    /// A part of the district that no service area reaches.
    ///
    /// **Empty**  `worst` null where there is no station at all.
    public record Gap(
            Polygon shape,
            double areaSquareMetres,
            @Nullable WorstPoint worst) {}

    private final Outline district;
    private final Places stations;
    private final double coveredSquareMetres;
    private final Supplier<List<Gaps.Part>> drawn;
    private @Nullable List<Gaps.Part> parts;
    private @Nullable Geometry area;

    /// @param drawn the shapes of what is uncovered; called once at most
    private DistrictCoverage(
            Outline district, Places stations, double coveredSquareMetres, Supplier<List<Gaps.Part>> drawn) {
        this.district = district;
        this.stations = stations;
        this.coveredSquareMetres = coveredSquareMetres;
        this.drawn = drawn;
    }

    /// The coverage of a valid shape, WGS 84, by circles of `radiusMetres` around the stations that count.
    public static DistrictCoverage of(Geometry district, Places stations, double radiusMetres) {
        return of(Outline.of(district), stations, radiusMetres);
    }

    /// The same of a shape that is kept as its outline.
    public static DistrictCoverage of(Outline district, Places stations, double radiusMetres) {
        List<LonLat> places = stations.around(district.box(), radiusMetres);
        if (places.isEmpty()) {
            return new DistrictCoverage(district, stations, 0, () -> parts(district.area()));
        }
        if (Discs.suit(district.box(), radiusMetres)) {
            try {
                return byDiscs(district, stations, places, radiusMetres);
            } catch (Undecided e) {
                // The union below decides.
            }
        }
        return byUnion(district, stations, places, radiusMetres);
    }

    private static DistrictCoverage byUnion(
            Outline district, Places stations, List<LonLat> places, double radiusMetres) {
        return of(
                district,
                stations,
                places.stream()
                        .map(place -> ServiceCircle.around(place, radiusMetres))
                        .toList());
    }

    static DistrictCoverage byDiscs(Outline district, Places stations, List<LonLat> places, double radiusMetres)
            throws Undecided {
        Discs discs = new Discs(places, CircleCorners.of(radiusMetres), radiusMetres);
        Border border = new Border(district, 2 * discs.lonDegrees, 2 * discs.latDegrees);
        double base = EllipsoidalArea.belowPerRadian(district.box().centre().y);
        DiscOverlay overlay = new DiscOverlay(border, discs, base);
        return new DistrictCoverage(district, stations, overlay.coveredSquareMetres(), () -> {
            try {
                return new Gaps(overlay, new GeometryFactory()).parts();
            } catch (Undecided e) {
                return byUnion(district, stations, places, radiusMetres).parts();
            }
        });
    }

    /// The coverage of a valid shape, WGS 84, by service areas of any form, such as those over roads.
    ///
    /// @param stations     all that count, by which worst points are measured
    /// @param serviceAreas valid polygons or several in one; any that may reach into the district
    public static DistrictCoverage of(Outline district, Places stations, List<Geometry> serviceAreas) {
        Geometry land = district.area();
        PreparedGeometry shape = PreparedGeometryFactory.prepare(land);
        Envelope box = district.box();
        List<Geometry> touching = serviceAreas.stream()
                .filter(area -> area.getEnvelopeInternal().intersects(box) && shape.intersects(area))
                .toList();
        if (touching.isEmpty()) {
            return new DistrictCoverage(district, stations, 0, () -> parts(land));
        }
        Geometry served = OverlayNGRobust.union(touching);
        return new DistrictCoverage(
                district,
                stations,
                EllipsoidalArea.squareMetres(OverlayNGRobust.overlay(land, served, OverlayNG.INTERSECTION)),
                () -> parts(OverlayNGRobust.overlay(land, served, OverlayNG.DIFFERENCE)));
    }

    private static List<Gaps.Part> parts(Geometry uncovered) {
        List<Gaps.Part> parts = new ArrayList<>();
        for (int i = 0; i < uncovered.getNumGeometries(); i++) {
            if (uncovered.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                parts.add(new Gaps.Part(polygon, EllipsoidalArea.squareMetres(polygon)));
            }
        }
        return parts;
    }

    private synchronized List<Gaps.Part> parts() {
        List<Gaps.Part> known = parts;
        if (known == null) {
            known = drawn.get();
            parts = known;
        }
        return known;
    }

    private synchronized Geometry area() {
        Geometry known = area;
        if (known == null) {
            known = district.area();
            area = known;
        }
        return known;
    }

    /// The area of the district, measured at each call.
    public double areaSquareMetres() {
        return EllipsoidalArea.squareMetres(area());
    }

    public double coveredSquareMetres() {
        return coveredSquareMetres;
    }

    /// How many of the stations stand in it, on its border included.
    public int stationsInside() {
        List<LonLat> around = stations.around(district.box(), 0);
        if (around.isEmpty()) {
            return 0;
        }
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area());
        return (int) around.stream()
                .filter(place -> inside.locate(new Coordinate(place.lon(), place.lat())) != Location.EXTERIOR)
                .count();
    }

    /// The parts that no service area reaches, the largest first.
    ///
    /// **Shape**  parts smaller than `minSquareMetres` are left out; the worst point of each is
    /// searched for the first `limit` only, and no more are answered.
    public List<Gap> gaps(double minSquareMetres, int limit) {
        return parts().stream()
                .filter(part -> part.areaSquareMetres() >= minSquareMetres)
                .sorted(Comparator.comparingDouble(Gaps.Part::areaSquareMetres).reversed())
                .limit(limit)
                .map(part -> new Gap(part.shape(), part.areaSquareMetres(), WorstPoint.in(part.shape(), stations)))
                .toList();
    }

    /// All that no service area reaches, with the smallest sliver.
    public Geometry uncovered() {
        return new GeometryFactory()
                .createMultiPolygon(parts().stream().map(Gaps.Part::shape).toArray(Polygon[]::new));
    }
}
