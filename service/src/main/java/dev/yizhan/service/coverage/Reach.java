package dev.yizhan.service.coverage;

import dev.yizhan.geo.coverage.DistrictCoverage;
import dev.yizhan.geo.coverage.Outline;
import dev.yizhan.geo.coverage.Places;
import dev.yizhan.service.demand.DemandSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.hprtree.HPRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// What reaches into one district: circles around all stations, or areas over roads.
///
/// **Units**  WGS 84; metres. Immutable.
sealed interface Reach {

    /// How an area of an answer came about.
    enum Drawn {
        CIRCLE,
        NETWORK,
        /// Some of the areas that reach into it are circles, for want of a road.
        MIXED
    }

    /// The coverage of the district, or of a part of it.
    DistrictCoverage coverage(Outline part, Places stations);

    /// Which points of demand are served.
    ///
    /// @param nearestMetres from each of the points to its nearest station, in a straight line
    boolean[] served(DemandSet set, int[] points, double[] nearestMetres);

    /// How what reaches into a part of the district was drawn.
    Drawn drawn(Outline part);

    /// The same for many small parts inside a box: no more of it than reaches in there.
    Reach within(Envelope box);

    /// How many corners it keeps in memory.
    int corners();

    /// Circles of one radius around every station.
    record Circles(double radiusMetres) implements Reach {

        @Override
        public DistrictCoverage coverage(Outline part, Places stations) {
            return DistrictCoverage.of(part, stations, radiusMetres);
        }

        @Override
        public boolean[] served(DemandSet set, int[] points, double[] nearestMetres) {
            boolean[] served = new boolean[points.length];
            for (int i = 0; i < served.length; i++) {
                served[i] = nearestMetres[i] <= radiusMetres;
            }
            return served;
        }

        @Override
        public Drawn drawn(Outline part) {
            return Drawn.CIRCLE;
        }

        @Override
        public Reach within(Envelope box) {
            return this;
        }

        @Override
        public int corners() {
            return 0;
        }
    }

    /// What stations serve: all together over roads, or by the circle of one that no road is near.
    record Area(List<String> stations, Geometry shape, boolean overRoads) {}

    /// One area over roads at most, and the circles of stations without any: what of them touches the district.
    record OverRoads(List<Area> areas) implements Reach {

        public OverRoads {
            areas = List.copyOf(areas);
        }

        @Override
        public DistrictCoverage coverage(Outline part, Places stations) {
            return DistrictCoverage.of(
                    part, stations, areas.stream().map(Area::shape).toList());
        }

        /// **Cost**  one area at a time is made ready to be asked, for it takes more memory than the area.
        @Override
        public boolean[] served(DemandSet set, int[] points, double[] nearestMetres) {
            HPRtree boxes = new HPRtree();
            for (int i = 0; i < points.length; i++) {
                boxes.insert(new Envelope(new Coordinate(set.lon(points[i]), set.lat(points[i]))), i);
            }
            boolean[] served = new boolean[points.length];
            if (points.length == 0) {
                return served;
            }
            boxes.build();
            for (Area area : areas) {
                IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area.shape);
                for (Object found : boxes.query(area.shape.getEnvelopeInternal())) {
                    int i = (Integer) found;
                    served[i] = served[i]
                            || inside.locate(new Coordinate(set.lon(points[i]), set.lat(points[i])))
                                    != Location.EXTERIOR;
                }
            }
            return served;
        }

        @Override
        public Drawn drawn(Outline part) {
            Geometry land = part.area();
            boolean circles = touches(land, false);
            return !circles ? Drawn.NETWORK : touches(land, true) ? Drawn.MIXED : Drawn.CIRCLE;
        }

        private boolean touches(Geometry part, boolean overRoads) {
            return areas.stream()
                    .filter(area -> area.overRoads == overRoads)
                    .anyMatch(area -> area.shape.getEnvelopeInternal().intersects(part.getEnvelopeInternal())
                            && area.shape.intersects(part));
        }

        /// **Shape**  two areas at most, all circles in one, of nobody's.
        @Override
        public Reach within(Envelope box) {
            List<Area> cut = new ArrayList<>();
            for (boolean overRoads : new boolean[] {true, false}) {
                List<Geometry> shapes = areas.stream()
                        .filter(area -> area.overRoads == overRoads
                                && area.shape.getEnvelopeInternal().intersects(box))
                        .map(Area::shape)
                        .toList();
                if (!shapes.isEmpty()) {
                    Geometry united = shapes.size() == 1 ? shapes.getFirst() : OverlayNGRobust.union(shapes);
                    Geometry inside = OverlayNGRobust.overlay(
                            united, new GeometryFactory().toGeometry(box), OverlayNG.INTERSECTION);
                    if (inside.getDimension() == 2) {
                        cut.add(new Area(List.of(), inside, overRoads));
                    }
                }
            }
            return new OverRoads(cut);
        }

        @Override
        public int corners() {
            return areas.stream().mapToInt(area -> area.shape.getNumPoints()).sum();
        }
    }

    /// From each of some points to its nearest station; infinite where there is none at all.
    static double[] nearestMetres(DemandSet set, int[] points, Places stations) {
        return Arrays.stream(points)
                .mapToDouble(point -> {
                    Places.Nearest nearest = stations.nearest(set.lon(point), set.lat(point));
                    return nearest == null ? Double.POSITIVE_INFINITY : nearest.distanceMetres();
                })
                .toArray();
    }
}
