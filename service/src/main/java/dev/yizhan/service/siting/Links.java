package dev.yizhan.service.siting;

import dev.yizhan.geo.index.PointIndex;
import dev.yizhan.geo.measure.LonLat;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.hprtree.HPRtree;

/// Which demand each candidate reaches, and how far it is: the rows of a sparse matrix in flat arrays.
///
/// **Units**  metres; those of a link over roads are whatever its distances were measured in.
/// **Shape**  row j holds the demand of candidate j in ascending order.
/// **Cost**   8 bytes a link; at most [#MOST].
/// **Errors** [TooManyLinks].
final class Links {

    /// With what the solvers make of them, about 60 bytes a link: half a gigabyte at most.
    static final int MOST = 8_000_000;

    /// The question is larger than the memory set aside for it.
    static final class TooManyLinks extends RuntimeException {
        TooManyLinks() {
            super("more than " + MOST + " pairs of demand and candidate");
        }
    }

    private final int[] start;
    private final int[] demand;
    private final float[] metres;

    private Links(int[] start, int[] demand, float[] metres) {
        this.start = start;
        this.demand = demand;
        this.metres = metres;
    }

    /// Demand within `radiusMetres` of each candidate, in a straight line on the ellipsoid.
    static Links within(List<LonLat> candidates, List<LonLat> demand, double radiusMetres) {
        PointIndex index = index(demand);
        Rows rows = new Rows(candidates.size());
        for (LonLat candidate : candidates) {
            PointIndex.Hit[] hits =
                    index.nearest(candidate.lon(), candidate.lat(), Integer.MAX_VALUE, radiusMetres, _ -> true);
            Arrays.sort(hits, (a, b) -> Integer.compare(a.point(), b.point()));
            for (PointIndex.Hit hit : hits) {
                rows.add(hit.point(), (float) hit.distanceMetres());
            }
            rows.end();
        }
        return rows.links();
    }

    /// Demand that is nearer to a candidate than `limitsMetres[i]`, one limit for each demand place.
    static Links nearerThan(List<LonLat> candidates, List<LonLat> demand, double[] limitsMetres) {
        double farthest = Arrays.stream(limitsMetres).max().orElse(0);
        PointIndex index = index(demand);
        Rows rows = new Rows(candidates.size());
        for (LonLat candidate : candidates) {
            PointIndex.Hit[] hits =
                    index.nearest(candidate.lon(), candidate.lat(), Integer.MAX_VALUE, farthest, _ -> true);
            Arrays.sort(hits, (a, b) -> Integer.compare(a.point(), b.point()));
            for (PointIndex.Hit hit : hits) {
                if (hit.distanceMetres() < limitsMetres[hit.point()]) {
                    rows.add(hit.point(), (float) hit.distanceMetres());
                }
            }
            rows.end();
        }
        return rows.links();
    }

    /// The same by any measure, of which there is a row for each candidate.
    static Links nearerThan(int candidates, IntFunction<double[]> metresOf, double[] limitsMetres) {
        Rows rows = new Rows(candidates);
        for (int j = 0; j < candidates; j++) {
            double[] metres = metresOf.apply(j);
            for (int i = 0; i < metres.length; i++) {
                if (metres[i] < limitsMetres[i]) {
                    rows.add(i, (float) metres[i]);
                }
            }
            rows.end();
        }
        return rows.links();
    }

    /// Demand inside the service area of each candidate, its border included; distances are not known then,
    /// and 0.
    static Links inside(List<Geometry> areas, List<LonLat> demand) {
        return inside(areas.size(), areas::get, demand);
    }

    /// The same with areas that are drawn one after another and not kept.
    static Links inside(int candidates, IntFunction<Geometry> areaOf, List<LonLat> demand) {
        HPRtree boxes = new HPRtree();
        for (int i = 0; i < demand.size(); i++) {
            boxes.insert(
                    new Envelope(
                            new Coordinate(demand.get(i).lon(), demand.get(i).lat())),
                    i);
        }
        boxes.build();
        Rows rows = new Rows(candidates);
        for (int j = 0; j < candidates; j++) {
            Geometry area = areaOf.apply(j);
            if (!area.isEmpty() && !demand.isEmpty()) {
                IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area);
                boxes.query(area.getEnvelopeInternal()).stream()
                        .mapToInt(i -> (Integer) i)
                        .sorted()
                        .filter(i -> inside.locate(new Coordinate(
                                        demand.get(i).lon(), demand.get(i).lat()))
                                != Location.EXTERIOR)
                        .forEach(i -> rows.add(i, 0));
            }
            rows.end();
        }
        return rows.links();
    }

    /// Rows that are known already; `demandOf[j]` ascending.
    static Links of(int[][] demandOf) {
        Rows rows = new Rows(demandOf.length);
        for (int[] row : demandOf) {
            for (int i : row) {
                rows.add(i, 0);
            }
            rows.end();
        }
        return rows.links();
    }

    /// A matrix of distances; what is not finite is no link.
    static Links of(float[][] metresOf) {
        Rows rows = new Rows(metresOf.length);
        for (float[] row : metresOf) {
            for (int i = 0; i < row.length; i++) {
                if (Float.isFinite(row[i])) {
                    rows.add(i, row[i]);
                }
            }
            rows.end();
        }
        return rows.links();
    }

    private static PointIndex index(List<LonLat> places) {
        return PointIndex.of(
                places.stream().mapToDouble(LonLat::lon).toArray(),
                places.stream().mapToDouble(LonLat::lat).toArray());
    }

    int candidates() {
        return start.length - 1;
    }

    int size() {
        return demand.length;
    }

    /// Where the row of a candidate begins; it ends where the next begins.
    int start(int candidate) {
        return start[candidate];
    }

    int demand(int link) {
        return demand[link];
    }

    double metres(int link) {
        return metres[link];
    }

    private static final class Rows {

        private final int[] start;
        private int[] demand = new int[1024];
        private float[] metres = new float[1024];
        private int size;
        private int rows;

        Rows(int rows) {
            start = new int[rows + 1];
        }

        void add(int place, float distanceMetres) {
            if (size == MOST) {
                throw new TooManyLinks();
            }
            if (size == demand.length) {
                demand = Arrays.copyOf(demand, Math.min(2 * size, MOST));
                metres = Arrays.copyOf(metres, demand.length);
            }
            demand[size] = place;
            metres[size++] = distanceMetres;
        }

        void end() {
            start[++rows] = size;
        }

        Links links() {
            return new Links(start, Arrays.copyOf(demand, size), Arrays.copyOf(metres, size));
        }
    }
}
