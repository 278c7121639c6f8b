package dev.yizhan.geo.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;

/// The rings of a district as bare numbers: what is kept of a shape between two questions, and laid under discs as it
/// is.
///
/// **Shape**  ring after ring without its last corner, the district always to its left: shells run anticlockwise, each
/// before its holes, which run clockwise.
/// **Cost**   sixteen bytes a corner; a JTS shape takes nearly twice as many. Immutable.
public final class Outline {

    private final Envelope box;
    private final double[] corners;
    /// Where each ring begins; one more than there are rings.
    private final int[] rings;
    /// The rings that are shells.
    private final BitSet shells = new BitSet();
    /// Corners at a place where another corner is: where rings touch.
    private final BitSet shared = new BitSet();

    private Outline(Geometry district) {
        box = district.getEnvelopeInternal();
        double[] places = new double[2 * district.getNumPoints()];
        List<Integer> starts = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < district.getNumGeometries(); i++) {
            if (district.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                shells.set(starts.size());
                starts.add(size);
                size = copy(polygon.getExteriorRing(), true, places, size);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    starts.add(size);
                    size = copy(polygon.getInteriorRingN(hole), false, places, size);
                }
            }
        }
        starts.add(size);
        corners = Arrays.copyOf(places, 2 * size);
        rings = starts.stream().mapToInt(Integer::intValue).toArray();
        if (ringCount() > 1) {
            findShared();
        }
    }

    /// @param district a valid polygon or several, WGS 84
    public static Outline of(Geometry district) {
        return new Outline(district);
    }

    /// Copies a ring without its last corner and without repeated ones, turned so that the district lies to the left.
    private static int copy(LinearRing ring, boolean isShell, double[] into, int from) {
        CoordinateSequence places = ring.getCoordinateSequence();
        int last = places.size() - 1;
        boolean forward = Orientation.isCCW(places) == isShell;
        int size = from;
        for (int i = 0; i < last; i++) {
            double x = places.getX(forward ? i : last - i);
            double y = places.getY(forward ? i : last - i);
            if (size == from || x != into[2 * size - 2] || y != into[2 * size - 1]) {
                into[2 * size] = x;
                into[2 * size + 1] = y;
                size++;
            }
        }
        return size;
    }

    /// Puts the corners into a hash table of places; one that finds its place taken shares it.
    private void findShared() {
        int[] table = new int[Integer.highestOneBit(4 * cornerCount() + 1)];
        for (int corner = 0; corner < cornerCount(); corner++) {
            long hash = (Double.doubleToRawLongBits(x(corner)) * 31 + Double.doubleToRawLongBits(y(corner)))
                    * 0x9E3779B97F4A7C15L;
            int slot = (int) (hash >>> 32) & table.length - 1;
            while (table[slot] != 0 && (x(table[slot] - 1) != x(corner) || y(table[slot] - 1) != y(corner))) {
                slot = slot + 1 & table.length - 1;
            }
            if (table[slot] != 0) {
                shared.set(corner);
                shared.set(table[slot] - 1);
            } else {
                table[slot] = corner + 1;
            }
        }
    }

    /// The district as a shape, made at each call.
    public MultiPolygon area() {
        GeometryFactory factory = new GeometryFactory();
        List<Polygon> polygons = new ArrayList<>();
        for (int shell = shells.nextSetBit(0); shell >= 0; shell = shells.nextSetBit(shell + 1)) {
            int next = shells.nextSetBit(shell + 1);
            LinearRing[] holes = new LinearRing[(next < 0 ? ringCount() : next) - shell - 1];
            for (int hole = 0; hole < holes.length; hole++) {
                holes[hole] = ring(shell + 1 + hole, factory);
            }
            polygons.add(factory.createPolygon(ring(shell, factory), holes));
        }
        return factory.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private LinearRing ring(int ring, GeometryFactory factory) {
        int start = rings[ring];
        Coordinate[] places = new Coordinate[rings[ring + 1] - start + 1];
        for (int i = 0; i < places.length - 1; i++) {
            places[i] = new CoordinateXY(x(start + i), y(start + i));
        }
        places[places.length - 1] = places[0].copy();
        return factory.createLinearRing(places);
    }

    public Envelope box() {
        return box.copy();
    }

    public int cornerCount() {
        return rings[rings.length - 1];
    }

    int ringCount() {
        return rings.length - 1;
    }

    int ringStart(int ring) {
        return rings[ring];
    }

    int ringEnd(int ring) {
        return rings[ring + 1];
    }

    int ringOf(int corner) {
        int found = Arrays.binarySearch(rings, corner);
        return found >= 0 ? found : -found - 2;
    }

    boolean isShared(int corner) {
        return shared.get(corner);
    }

    double x(int corner) {
        return corners[2 * corner];
    }

    double y(int corner) {
        return corners[2 * corner + 1];
    }
}
