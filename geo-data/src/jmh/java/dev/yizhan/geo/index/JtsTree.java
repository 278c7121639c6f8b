package dev.yizhan.geo.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/// JTS' R-tree over a Mercator plane, whose scale is the same in all directions and hardly changes within a walk. Not
/// for the poles, and blind across the antimeridian.
final class JtsTree extends OverFetched {

    private final STRtree tree = new STRtree();
    private final double[] x;
    private final double[] y;

    JtsTree(double[] lon, double[] lat) {
        super(lon, lat);
        x = new double[lon.length];
        y = new double[lat.length];
        for (int i = 0; i < lon.length; i++) {
            x[i] = Math.toRadians(lon[i]);
            y[i] = mercator(lat[i]);
            tree.insert(new Envelope(x[i], x[i], y[i], y[i]), i);
        }
        tree.build();
    }

    private static double mercator(double latDegrees) {
        return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latDegrees) / 2));
    }

    /// The plane's scale is the secant of the latitude: over hundreds of kilometres it does change.
    @Override
    double margin(double fromLat, double distance) {
        double phi = Math.abs(Math.toRadians(fromLat));
        return MARGIN * Math.cos(Math.max(0, phi - distance)) / Math.cos(Math.min(1.5, phi + 2 * distance));
    }

    @Override
    List<Found> closest(double lon, double lat, int n, IntPredicate filter) {
        double fromX = Math.toRadians(lon);
        double fromY = mercator(lat);
        Object[] found = tree.nearestNeighbour(
                new Envelope(fromX, fromX, fromY, fromY),
                null,
                (a, b) -> {
                    int point = (Integer) (a.getItem() == null ? b : a).getItem();
                    return filter.test(point) ? Math.hypot(x[point] - fromX, y[point] - fromY) : Double.MAX_VALUE;
                },
                n);
        List<Found> list = new ArrayList<>(found.length);
        for (Object one : found) {
            int point = (Integer) one;
            list.add(new Found(point, Math.hypot(x[point] - fromX, y[point] - fromY)));
        }
        list.sort(Comparator.comparingDouble(Found::distance));
        return list;
    }
}
