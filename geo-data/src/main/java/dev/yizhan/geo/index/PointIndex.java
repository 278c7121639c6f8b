package dev.yizhan.geo.index;

import dev.yizhan.geo.measure.Geodesic;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// An immutable index of points on the WGS 84 ellipsoid, known by their position 0..n−1 in the arrays given.
///
/// Points are kept as earth-centred x, y, z in a balanced k-d tree that lives in flat arrays: no poles, no
/// antimeridian, no objects. Candidates are found by straight-line chord and then ranked by geodesic distance. A
/// chord orders points almost as the geodesic does: the two orders can differ only among chords within 1 % of each
/// other, so everything within 1 % of the last chord is measured too.
///
/// **Units**  degrees in, metres out.
/// **Cost**   building n log n; a query for k neighbours about log n + k, more where the filter refuses many.
/// **Blocking**  never; safe for any number of threads.
public final class PointIndex {

    /// A point found, by its position in the arrays, and its geodesic distance.
    public record Hit(int point, double distanceMetres) {}

    /// The order of geodesics and the order of chords agree outside this ratio, everywhere on WGS 84.
    private static final double CHORD_MARGIN = 1.01;

    private static final double EQUATORIAL_RADIUS_METRES = 6378137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

    private static final int LEAF = 8;

    private final double[] lon;
    private final double[] lat;
    /// Earth-centred coordinates in tree order: x, y, z of each point side by side.
    private final double[] xyz;
    /// Tree order → position in the caller's arrays.
    private final int[] order;
    /// The axis on which the node whose middle is i is split.
    private final byte[] axis;

    private PointIndex(double[] lon, double[] lat, double[] xyz, int[] order, byte[] axis) {
        this.lon = lon;
        this.lat = lat;
        this.xyz = xyz;
        this.order = order;
        this.axis = axis;
    }

    /// Builds an index of the points `(lon[i], lat[i])`; the arrays are copied.
    public static PointIndex of(double[] lon, double[] lat) {
        if (lon.length != lat.length) {
            throw new IllegalArgumentException(lon.length + " longitudes but " + lat.length + " latitudes");
        }
        int n = lon.length;
        double[] xyz = new double[3 * n];
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
            toEarthCentred(lon[i], lat[i], xyz, 3 * i);
        }
        byte[] axis = new byte[n];
        new Builder(xyz, order, axis).build(0, n);
        return new PointIndex(lon.clone(), lat.clone(), xyz, order, axis);
    }

    public int size() {
        return order.length;
    }

    public double lon(int point) {
        return lon[point];
    }

    public double lat(int point) {
        return lat[point];
    }

    /// The `k` points closest to a place that pass the filter, nearest first, none farther than `radiusMetres`.
    ///
    /// **Shape**  at most `k` hits; equal distances are ordered by position in the arrays given to [#of].
    public Hit[] nearest(double lon, double lat, int k, double radiusMetres, IntPredicate filter) {
        if (k <= 0 || order.length == 0 || !(radiusMetres >= 0)) {
            return new Hit[0];
        }
        Search search = new Search(lon, lat, k, radiusMetres, filter);
        search.visit(0, order.length);
        return search.hits();
    }

    /// Every point within `radiusMetres` of a place, in no order of note.
    public int[] within(double lon, double lat, double radiusMetres) {
        return Arrays.stream(nearest(lon, lat, Integer.MAX_VALUE, radiusMetres, _ -> true))
                .mapToInt(Hit::point)
                .toArray();
    }

    private static void toEarthCentred(double lonDegrees, double latDegrees, double[] into, int at) {
        double lambda = Math.toRadians(lonDegrees);
        double phi = Math.toRadians(latDegrees);
        double sinPhi = Math.sin(phi);
        double normal = EQUATORIAL_RADIUS_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinPhi * sinPhi);
        double cosPhi = Math.cos(phi);
        into[at] = normal * cosPhi * Math.cos(lambda);
        into[at + 1] = normal * cosPhi * Math.sin(lambda);
        into[at + 2] = normal * (1 - ECCENTRICITY_SQUARED) * sinPhi;
    }

    /// One query's state: the candidates so far, and a max-heap of the k smallest chords among them.
    private final class Search {
        private final double[] place = new double[3];
        private final double lon;
        private final double lat;
        private final int k;
        private final double radiusMetres;
        private final IntPredicate filter;

        private double[] heap = new double[16];
        private int heapSize;
        private int[] candidates = new int[16];
        private double[] candidateChords = new double[16];
        private int candidateCount;
        /// Squared chord beyond which nothing can matter any more.
        private double limit;

        Search(double lon, double lat, int k, double radiusMetres, IntPredicate filter) {
            toEarthCentred(lon, lat, place, 0);
            this.lon = lon;
            this.lat = lat;
            this.k = k;
            this.radiusMetres = radiusMetres;
            this.filter = filter;
            // A chord is never longer than the geodesic that it spans.
            this.limit = radiusMetres * radiusMetres * (1 + 1e-9);
        }

        void visit(int from, int to) {
            if (to - from <= LEAF) {
                for (int i = from; i < to; i++) {
                    consider(i);
                }
                return;
            }
            int middle = (from + to) >>> 1;
            double offset = place[axis[middle]] - xyz[3 * middle + axis[middle]];
            if (offset <= 0) {
                visit(from, middle);
            } else {
                visit(middle + 1, to);
            }
            if (offset * offset <= limit) {
                consider(middle);
                if (offset <= 0) {
                    visit(middle + 1, to);
                } else {
                    visit(from, middle);
                }
            }
        }

        private void consider(int i) {
            double dx = xyz[3 * i] - place[0];
            double dy = xyz[3 * i + 1] - place[1];
            double dz = xyz[3 * i + 2] - place[2];
            double chord = dx * dx + dy * dy + dz * dz;
            if (chord > limit || !filter.test(order[i])) {
                return;
            }
            if (candidateCount == candidates.length) {
                candidates = Arrays.copyOf(candidates, 2 * candidateCount);
                candidateChords = Arrays.copyOf(candidateChords, 2 * candidateCount);
            }
            candidates[candidateCount] = order[i];
            candidateChords[candidateCount++] = chord;
            if (k < order.length) {
                remember(chord);
            }
        }

        /// Keeps the k smallest chords; once there are k, the largest of them bounds the search.
        private void remember(double chord) {
            if (heapSize < k) {
                if (heapSize == heap.length) {
                    heap = Arrays.copyOf(heap, 2 * heapSize);
                }
                int child = heapSize++;
                for (int parent = (child - 1) >> 1; child > 0 && heap[parent] < chord; parent = (child - 1) >> 1) {
                    heap[child] = heap[parent];
                    child = parent;
                }
                heap[child] = chord;
            } else if (chord < heap[0]) {
                int parent = 0;
                for (int child = 1; child < k; child = 2 * parent + 1) {
                    if (child + 1 < k && heap[child + 1] > heap[child]) {
                        child++;
                    }
                    if (heap[child] <= chord) {
                        break;
                    }
                    heap[parent] = heap[child];
                    parent = child;
                }
                heap[parent] = chord;
            } else {
                return;
            }
            if (heapSize == k) {
                limit = Math.min(limit, heap[0] * CHORD_MARGIN * CHORD_MARGIN);
            }
        }

        Hit[] hits() {
            Hit[] hits = new Hit[candidateCount];
            int count = 0;
            for (int i = 0; i < candidateCount; i++) {
                if (candidateChords[i] <= limit) {
                    int point = candidates[i];
                    double distance =
                            Geodesic.distanceMetres(lon, lat, PointIndex.this.lon[point], PointIndex.this.lat[point]);
                    if (distance <= radiusMetres) {
                        hits[count++] = new Hit(point, distance);
                    }
                }
            }
            Arrays.sort(hits, 0, count, (a, b) -> {
                int byDistance = Double.compare(a.distanceMetres, b.distanceMetres);
                return byDistance != 0 ? byDistance : Integer.compare(a.point, b.point);
            });
            return Arrays.copyOf(hits, Math.min(count, k));
        }
    }

    /// Orders points into the tree: the middle of each range splits it on its widest axis.
    private record Builder(double[] xyz, int[] order, byte[] axis) {

        void build(int from, int to) {
            if (to - from <= LEAF) {
                return;
            }
            int middle = (from + to) >>> 1;
            byte widest = widestAxis(from, to);
            axis[middle] = widest;
            select(from, to - 1, middle, widest);
            build(from, middle);
            build(middle + 1, to);
        }

        private byte widestAxis(int from, int to) {
            byte widest = 0;
            double width = -1;
            for (byte a = 0; a < 3; a++) {
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                for (int i = from; i < to; i++) {
                    low = Math.min(low, xyz[3 * i + a]);
                    high = Math.max(high, xyz[3 * i + a]);
                }
                if (high - low > width) {
                    width = high - low;
                    widest = a;
                }
            }
            return widest;
        }

        /// Hoare's quickselect: afterwards no value left of `middle` is larger, none right of it smaller.
        private void select(int left, int right, int middle, int a) {
            while (left < right) {
                double pivot = xyz[3 * ((left + right) >>> 1) + a];
                int i = left;
                int j = right;
                while (i <= j) {
                    while (xyz[3 * i + a] < pivot) {
                        i++;
                    }
                    while (xyz[3 * j + a] > pivot) {
                        j--;
                    }
                    if (i <= j) {
                        swap(i++, j--);
                    }
                }
                if (middle <= j) {
                    right = j;
                } else if (middle >= i) {
                    left = i;
                } else {
                    return;
                }
            }
        }

        private void swap(int i, int j) {
            for (int a = 0; a < 3; a++) {
                double value = xyz[3 * i + a];
                xyz[3 * i + a] = xyz[3 * j + a];
                xyz[3 * j + a] = value;
            }
            int point = order[i];
            order[i] = order[j];
            order[j] = point;
        }
    }
}
