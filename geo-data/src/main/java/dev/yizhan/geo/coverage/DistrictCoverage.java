package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceCircle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// One district and the united circles that reach into it.
///
/// **Units**  square metres on the ellipsoid; edges are straight in longitude and latitude.
/// **Shape**  circles of stations outside the district count for what of them lies inside.
/// **Cost**   the union of the circles that touch it; see [#gaps] for the rest.
public final class DistrictCoverage {

    /// A part of the district that no circle reaches.
    ///
    /// **Empty**  `worst` null where there is no station at all.
    public record Gap(
            Polygon shape,
            double areaSquareMetres,
            @Nullable WorstPoint worst) {}

    private final Geometry district;
    private final Places stations;
    private final Geometry served;
    private final double areaSquareMetres;
    private final double coveredSquareMetres;

    private DistrictCoverage(Geometry district, Places stations, Geometry served) {
        this.district = district;
        this.stations = stations;
        this.served = served;
        this.areaSquareMetres = EllipsoidalArea.squareMetres(district);
        this.coveredSquareMetres = served.isEmpty()
                ? 0
                : EllipsoidalArea.squareMetres(OverlayNGRobust.overlay(district, served, OverlayNG.INTERSECTION));
    }

    /// The coverage of a valid shape, WGS 84, by circles of `radiusMetres` around the stations that count.
    public static DistrictCoverage of(Geometry district, Places stations, double radiusMetres) {
        PreparedGeometry shape = PreparedGeometryFactory.prepare(district);
        Envelope box = district.getEnvelopeInternal();
        List<Geometry> circles = new ArrayList<>();
        for (LonLat place : stations.around(box, radiusMetres)) {
            Geometry circle = ServiceCircle.around(place, radiusMetres);
            if (circle.getEnvelopeInternal().intersects(box) && shape.intersects(circle)) {
                circles.add(circle);
            }
        }
        Geometry served = circles.isEmpty() ? district.getFactory().createPolygon() : OverlayNGRobust.union(circles);
        return new DistrictCoverage(district, stations, served);
    }

    public double areaSquareMetres() {
        return areaSquareMetres;
    }

    public double coveredSquareMetres() {
        return coveredSquareMetres;
    }

    /// How many of the stations stand in it, on its border included.
    public int stationsInside() {
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(district);
        return (int) stations.around(district.getEnvelopeInternal(), 0).stream()
                .filter(place -> inside.locate(new Coordinate(place.lon(), place.lat())) != Location.EXTERIOR)
                .count();
    }

    /// The parts that no circle reaches, the largest first.
    ///
    /// **Shape**  parts smaller than `minSquareMetres` are left out; the worst point of each is
    /// searched for the first `limit` only, and no more are answered.
    public List<Gap> gaps(double minSquareMetres, int limit) {
        Geometry uncovered = uncovered();
        record Part(Polygon shape, double areaSquareMetres) {}
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < uncovered.getNumGeometries(); i++) {
            if (uncovered.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                double area = EllipsoidalArea.squareMetres(polygon);
                if (area >= minSquareMetres) {
                    parts.add(new Part(polygon, area));
                }
            }
        }
        return parts.stream()
                .sorted(Comparator.comparingDouble(Part::areaSquareMetres).reversed())
                .limit(limit)
                .map(part -> new Gap(part.shape, part.areaSquareMetres, WorstPoint.in(part.shape, stations)))
                .toList();
    }

    /// All that no circle reaches, with the smallest sliver.
    public Geometry uncovered() {
        return served.isEmpty() ? district : OverlayNGRobust.overlay(district, served, OverlayNG.DIFFERENCE);
    }
}
