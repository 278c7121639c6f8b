package dev.yizhan.geo.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntPredicate;

/// A way to find the nearest points that was considered; all give the same answer, exact on the ellipsoid.
interface Rival {

    /// The `k` points closest to a place that pass the filter, nearest first.
    int[] nearest(double lon, double lat, int k, IntPredicate filter);

    static Rival of(String name, double[] lon, double[] lat) {
        try {
            return switch (name) {
                case "PointIndex" -> new Own(PointIndex.of(lon, lat));
                case "STRtree" -> new JtsTree(lon, lat);
                case "S2" -> new S2Points(lon, lat);
                case "Lucene" -> new LuceneTree(lon, lat);
                default -> throw new IllegalArgumentException(name);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Own(PointIndex index) implements Rival {

        @Override
        public int[] nearest(double lon, double lat, int k, IntPredicate filter) {
            PointIndex.Hit[] hits = index.nearest(lon, lat, k, Double.MAX_VALUE, filter);
            int[] points = new int[hits.length];
            for (int i = 0; i < hits.length; i++) {
                points[i] = hits[i].point();
            }
            return points;
        }
    }
}
