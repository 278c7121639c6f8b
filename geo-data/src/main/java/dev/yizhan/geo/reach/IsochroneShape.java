package dev.yizhan.geo.reach;

import com.carrotsearch.hppc.DoubleArrayList;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// The area of an isochrone, from the times of junctions.
final class IsochroneShape {

    /// Cells along a side of what is drawn at once.
    private static final int MOST_CELLS = 2_048;

    private static final int NUMBERS_REACHED = 6;
    private static final int NUMBERS_UNREACHED = 4;
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final RoadTimes times;
    private final RoadWays ways;
    private final LocalPlane plane;
    private final double cellMetres;
    private final double limitSeconds;
    private final double pace = RoadProfiles.paceMetresASecond();

    /// Degrees between the origins of flat maps. Lengths are true to half a percent so, which for 50 m beside a road
    /// is less than the grid says of them.
    private static final double MAP_LAT = 0.5;

    private static final double MAP_LON = 10;

    /// @param about where the area is drawn: areas near to each other are drawn on the same map and over the same grid,
    ///              so that what the grid does to their borders it does to all alike
    IsochroneShape(RoadTimes times, RoadWays ways, LonLat about, double cellMetres) {
        this.times = times;
        this.ways = ways;
        this.plane = new LocalPlane(
                new LonLat(Math.rint(about.lon() / MAP_LON) * MAP_LON, Math.rint(about.lat() / MAP_LAT) * MAP_LAT));
        this.cellMetres = cellMetres;
        this.limitSeconds = times.limitSeconds();
    }

    /// The whole area, where it reaches no farther from a place.
    Geometry around(LonLat place, double farthestMetres) {
        Envelope box = new Envelope(new Coordinate(plane.x(place.lon()), plane.y(place.lat())));
        // No length is more than that off on the map.
        box.expandBy(1.01 * farthestMetres);
        return new Sheet(box).area();
    }

    /// What of it lies in a box of longitudes and latitudes, a sheet at a time.
    Geometry in(Envelope box, int mostCorners) throws TooManyCorners {
        double west = plane.x(box.getMinX());
        double south = plane.y(box.getMinY());
        double width = plane.x(box.getMaxX()) - west;
        double height = plane.y(box.getMaxY()) - south;
        double side = MOST_CELLS * cellMetres;
        int columns = (int) Math.max(1, Math.ceil(width / side));
        int rows = (int) Math.max(1, Math.ceil(height / side));
        List<Geometry> areas = new ArrayList<>();
        int corners = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Envelope part = new Envelope(
                        west + width * column / columns,
                        west + width * (column + 1) / columns,
                        south + height * row / rows,
                        south + height * (row + 1) / rows);
                Geometry area = new Sheet(part).area();
                corners += area.getNumPoints();
                if (corners > mostCorners) {
                    throw new TooManyCorners(mostCorners);
                }
                areas.add(columns * rows == 1 ? area : cut(area, part));
            }
        }
        return areas.size() == 1 ? areas.getFirst() : OverlayNGRobust.union(areas);
    }

    private Geometry cut(Geometry area, Envelope part) {
        Envelope box = new Envelope(
                plane.lon(part.getMinX()),
                plane.lon(part.getMaxX()),
                plane.lat(part.getMinY()),
                plane.lat(part.getMaxY()));
        return OverlayNGRobust.overlay(area, SHAPES.toGeometry(box), OverlayNG.INTERSECTION);
    }

    /// What is drawn at once: the roads of a box on the flat map and their field.
    private final class Sheet {

        /// Where there are roads that matter to the box.
        private final Envelope seen;
        /// Straight stretches: x and y of both ends, how far one may leave at the first, and what a metre costs of
        /// that.
        private final DoubleArrayList reached = new DoubleArrayList();
        /// The same, without the last two.
        private final DoubleArrayList unreached = new DoubleArrayList();
        private final Envelope extent = new Envelope();

        Sheet(Envelope box) {
            seen = new Envelope(box);
            seen.expandBy(RoadNetwork.BESIDE_METRES + 3 * cellMetres);
        }

        Geometry area() {
            times.places().forEach(this::walkToRoad);
            ways.forEachRoadIn(
                    plane.lon(seen.getMinX()),
                    plane.lat(seen.getMinY()),
                    plane.lon(seen.getMaxX()),
                    plane.lat(seen.getMaxY()),
                    this::road);
            if (reached.isEmpty()) {
                return SHAPES.createMultiPolygon();
            }
            Envelope drawn = extent.intersection(seen);
            ReachField field = new ReachField(
                    cellMetres,
                    RoadNetwork.BESIDE_METRES,
                    drawn.getMinX(),
                    drawn.getMinY(),
                    drawn.getMaxX(),
                    drawn.getMaxY());
            for (int i = 0; i < unreached.size(); i += NUMBERS_UNREACHED) {
                double[] at = unreached.buffer;
                field.addUnreached(at[i], at[i + 1], at[i + 2], at[i + 3]);
            }
            for (int i = 0; i < reached.size(); i += NUMBERS_REACHED) {
                double[] at = reached.buffer;
                field.add(at[i], at[i + 1], at[i + 2], at[i + 3], at[i + 4], at[i + 5]);
            }
            return field.area(plane);
        }

        /// A place itself is always in its own area.
        private void walkToRoad(RoadSide place) {
            double x1 = plane.x(place.place().lon());
            double y1 = plane.y(place.place().lat());
            double x2 = plane.x(place.onRoad().lon());
            double y2 = plane.y(place.onRoad().lat());
            double leave = limitSeconds * pace;
            double share = Math.min(1, leave / Math.hypot(x2 - x1, y2 - y1));
            reached(x1, y1, x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, leave, 1);
        }

        private void road(EdgeIteratorState road, double forthSeconds, double backSeconds) {
            Line line = new Line(road.fetchWayGeometry(FetchMode.ALL));
            double left = limitSeconds - times.seconds(road.getBaseNode());
            double leftAtEnd = limitSeconds - times.seconds(road.getAdjNode());
            // What of the road is not reached from any side, as shares of it.
            List<double[]> rest = List.of(new double[] {0, 1});
            if (left >= 0) {
                line.reached(0, 1, left, forthSeconds);
                rest = without(rest, 0, share(left, forthSeconds));
            }
            boolean allOfIt = (left - forthSeconds) * pace >= RoadNetwork.BESIDE_METRES;
            if (leftAtEnd >= 0 && !allOfIt) {
                line.reached(1, 0, leftAtEnd, backSeconds);
                rest = without(rest, 1 - share(leftAtEnd, backSeconds), 1);
            }
            for (RoadSide place : times.placesOn(road.getEdge())) {
                double leftHere = limitSeconds - place.offRoadSeconds();
                if (leftHere >= 0) {
                    // The place was looked up in the same direction.
                    double at = place.base() == road.getBaseNode() ? place.share() : 1 - place.share();
                    line.reached(at, 1, leftHere, forthSeconds);
                    line.reached(at, 0, leftHere, backSeconds);
                    rest = without(rest, at - share(leftHere, backSeconds), at + share(leftHere, forthSeconds));
                }
            }
            rest.forEach(part -> line.unreached(part[0], part[1]));
        }

        /// A road on the flat map, and how far its corners are along it.
        private final class Line {

            private final double[] x;
            private final double[] y;
            private final double[] along;

            Line(PointList points) {
                x = new double[points.size()];
                y = new double[points.size()];
                along = new double[points.size()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = plane.x(points.getLon(i));
                    y[i] = plane.y(points.getLat(i));
                    along[i] = i == 0 ? 0 : along[i - 1] + Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
                }
            }

            private double metres() {
                return along[along.length - 1];
            }

            /// @param from         a share of the line, at which so much time is left
            /// @param to           its end, 0 or 1
            /// @param wholeSeconds for the whole line in that direction
            void reached(double from, double to, double leftSeconds, double wholeSeconds) {
                if (metres() == 0 || Double.isInfinite(wholeSeconds)) {
                    return;
                }
                double loss = wholeSeconds * pace / metres();
                double leave = leftSeconds * pace;
                double far = Math.clamp(leave / loss / metres(), 0, Math.abs(to - from));
                straights(
                        from,
                        to > from ? from + far : from - far,
                        (x1, y1, x2, y2, before) -> Sheet.this.reached(x1, y1, x2, y2, leave - loss * before, loss));
            }

            void unreached(double from, double to) {
                straights(from, to, (x1, y1, x2, y2, _) -> unreached.add(x1, y1, x2, y2));
            }

            private void straights(double from, double to, Straight straight) {
                double start = from * metres();
                double end = to * metres();
                double least = Math.min(start, end);
                double most = Math.max(start, end);
                int last = along.length - 1;
                for (int n = 1; n <= last; n++) {
                    int i = start < end ? n : last + 1 - n;
                    double low = Math.max(least, along[i - 1]);
                    double high = Math.min(most, along[i]);
                    if (low < high) {
                        double first = start < end ? low : high;
                        double second = start < end ? high : low;
                        straight.at(
                                at(x, i, first),
                                at(y, i, first),
                                at(x, i, second),
                                at(y, i, second),
                                Math.abs(first - start));
                    }
                }
            }

            private double at(double[] numbers, int i, double metres) {
                double share = (metres - along[i - 1]) / (along[i] - along[i - 1]);
                return numbers[i - 1] + (numbers[i] - numbers[i - 1]) * share;
            }
        }

        private void reached(double x1, double y1, double x2, double y2, double leave, double loss) {
            Envelope box = new Envelope(x1, x2, y1, y2);
            if (seen.intersects(box)) {
                reached.add(x1, y1, x2, y2);
                reached.add(leave, loss);
                extent.expandToInclude(box);
            }
        }
    }

    private interface Straight {

        /// @param before metres from where the part of the road begins
        void at(double x1, double y1, double x2, double y2, double before);
    }

    private static double share(double leftSeconds, double wholeSeconds) {
        return leftSeconds <= 0 || Double.isInfinite(wholeSeconds)
                ? 0
                : wholeSeconds <= leftSeconds ? 1 : leftSeconds / wholeSeconds;
    }

    /// What is left of some parts of 0..1 where one more is taken out.
    private static List<double[]> without(List<double[]> parts, double from, double to) {
        List<double[]> left = new ArrayList<>();
        for (double[] part : parts) {
            if (part[0] < from) {
                left.add(new double[] {part[0], Math.min(part[1], from)});
            }
            if (part[1] > to) {
                left.add(new double[] {Math.max(part[0], to), part[1]});
            }
        }
        return left;
    }
}
