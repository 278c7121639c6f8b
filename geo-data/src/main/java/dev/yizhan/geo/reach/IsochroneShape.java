package dev.yizhan.geo.reach;

import com.carrotsearch.hppc.IntHashSet;
import com.graphhopper.util.PointList;
import java.util.Arrays;
import org.locationtech.jts.geom.Geometry;

/// The area of an isochrone, from a tree of ways.
final class IsochroneShape {

    private static final int NUMBERS_A_STRETCH = 6;

    private final LocalPlane plane;
    private final double limitSeconds;
    private final double pace = RoadProfiles.paceMetresASecond();
    /// Straight stretches: x and y of both ends, how far one may leave at the first, and what a metre costs
    /// of that.
    private double[] stretches = new double[6 * 1024];
    private int length;
    private final IntHashSet whole = new IntHashSet();
    private double minX;
    private double minY;
    private double maxX;
    private double maxY;

    private IsochroneShape(LocalPlane plane, double limitSeconds) {
        this.plane = plane;
        this.limitSeconds = limitSeconds;
    }

    static Geometry of(RoadTree tree, RoadWays ways, double cellMetres, double limitSeconds) {
        RoadSide start = tree.start();
        IsochroneShape shape = new IsochroneShape(new LocalPlane(start.place()), limitSeconds);
        shape.walkToRoad(start);
        tree.forEachRoad(shape::road);
        ReachField field =
                new ReachField(cellMetres, RoadNetwork.BESIDE_METRES, shape.minX, shape.minY, shape.maxX, shape.maxY);
        for (int i = 0; i < shape.length; i += NUMBERS_A_STRETCH) {
            double[] at = shape.stretches;
            field.add(at[i], at[i + 1], at[i + 2], at[i + 3], at[i + 4], at[i + 5]);
        }
        shape.unreached(tree, ways, 2 * cellMetres, field);
        return field.area(shape.plane);
    }

    /// The place itself is always in its own area.
    private void walkToRoad(RoadSide start) {
        stretch(0, 0, plane.x(start.onRoad().lon()), plane.y(start.onRoad().lat()), limitSeconds * pace, 1);
    }

    private void road(int edge, PointList line, double secondsThere, double seconds, double metres) {
        double leave = (limitSeconds - secondsThere) * pace;
        boolean allOfIt = leave - seconds * pace >= RoadNetwork.BESIDE_METRES;
        if (allOfIt && !whole.add(edge)) {
            return;
        }
        double drawn = drawnMetres(line);
        double loss = drawn == 0 ? 0 : seconds * pace / drawn;
        for (int i = 1; i < line.size() && leave >= 0; i++) {
            double x1 = plane.x(line.getLon(i - 1));
            double y1 = plane.y(line.getLat(i - 1));
            double x2 = plane.x(line.getLon(i));
            double y2 = plane.y(line.getLat(i));
            double stretch = Math.hypot(x2 - x1, y2 - y1);
            double reached = loss * stretch <= leave ? 1 : leave / (loss * stretch);
            stretch(x1, y1, x1 + (x2 - x1) * reached, y1 + (y2 - y1) * reached, leave, loss);
            leave -= loss * stretch;
        }
    }

    private void stretch(double x1, double y1, double x2, double y2, double leave, double loss) {
        if (length == stretches.length) {
            stretches = Arrays.copyOf(stretches, 2 * length);
        }
        stretches[length] = x1;
        stretches[length + 1] = y1;
        stretches[length + 2] = x2;
        stretches[length + 3] = y2;
        stretches[length + 4] = leave;
        stretches[length + 5] = loss;
        length += NUMBERS_A_STRETCH;
        minX = Math.min(minX, Math.min(x1, x2));
        minY = Math.min(minY, Math.min(y1, y2));
        maxX = Math.max(maxX, Math.max(x1, x2));
        maxY = Math.max(maxY, Math.max(y1, y2));
    }

    /// Roads of the neighbourhood, as far as the way there takes too long.
    private void unreached(RoadTree tree, RoadWays ways, double around, ReachField field) {
        double beside = RoadNetwork.BESIDE_METRES + around;
        ways.forEachRoadIn(
                plane.lon(minX - beside),
                plane.lat(minY - beside),
                plane.lon(maxX + beside),
                plane.lat(maxY + beside),
                tree,
                (line, forthSeconds, backSeconds, forth, back) -> {
                    // Shares of the road that are reached from its two ends.
                    double fromBase = forth == null ? 0 : share(limitSeconds - forth.seconds(), forthSeconds);
                    double fromEnd = back == null ? 0 : share(limitSeconds - back.seconds(), backSeconds);
                    if (fromBase + fromEnd < 1) {
                        unreached(line, fromBase, 1 - fromEnd, field);
                    }
                });
    }

    private static double share(double leftSeconds, double wholeSeconds) {
        return leftSeconds <= 0 || Double.isInfinite(wholeSeconds)
                ? 0
                : wholeSeconds <= leftSeconds ? 1 : leftSeconds / wholeSeconds;
    }

    private void unreached(PointList line, double fromShare, double toShare, ReachField field) {
        double drawn = drawnMetres(line);
        double from = fromShare * drawn;
        double to = toShare * drawn;
        double before = 0;
        for (int i = 1; i < line.size(); i++) {
            double x1 = plane.x(line.getLon(i - 1));
            double y1 = plane.y(line.getLat(i - 1));
            double x2 = plane.x(line.getLon(i));
            double y2 = plane.y(line.getLat(i));
            double stretch = Math.hypot(x2 - x1, y2 - y1);
            double first = Math.max(0, from - before) / stretch;
            double last = Math.min(stretch, to - before) / stretch;
            if (first < last) {
                field.addUnreached(
                        x1 + (x2 - x1) * first, y1 + (y2 - y1) * first, x1 + (x2 - x1) * last, y1 + (y2 - y1) * last);
            }
            before += stretch;
        }
    }

    private double drawnMetres(PointList line) {
        double drawn = 0;
        for (int i = 1; i < line.size(); i++) {
            drawn += Math.hypot(
                    plane.x(line.getLon(i)) - plane.x(line.getLon(i - 1)),
                    plane.y(line.getLat(i)) - plane.y(line.getLat(i - 1)));
        }
        return drawn;
    }
}
