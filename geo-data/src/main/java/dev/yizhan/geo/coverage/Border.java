package dev.yizhan.geo.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The rings of a district as numbered edges, the district always to their left, and a grid that tells
/// which of them may be near.
///
/// **Shape**  edge e goes from corner e to corner [#next]; the edges of a ring follow each other.
final class Border {

    private static final double MOST_COLUMNS = 256;

    private final Envelope box;
    private final double[] corners;
    /// Where each ring begins; one more than there are rings.
    private final int[] rings;

    private final double cellWidth;
    private final double cellHeight;
    private final int columns;
    private final int rows;
    /// Where each cell's edges begin in `edges`.
    private final int[] cells;
    private final int[] edges;

    /// Corners at a place where another corner is: where rings touch.
    private final BitSet shared = new BitSet();

    /// @param cellWidth  degrees, at least the size of what is to be looked up
    Border(Geometry district, double cellWidth, double cellHeight) {
        this.box = district.getEnvelopeInternal();
        this.corners = new double[2 * district.getNumPoints()];
        this.rings = rings(district);
        if (ringCount() > 1) {
            findShared();
        }
        this.cellWidth = Math.max(cellWidth, box.getWidth() / MOST_COLUMNS);
        this.cellHeight = Math.max(cellHeight, box.getHeight() / MOST_COLUMNS);
        this.columns = column(box.getMaxX()) + 1;
        this.rows = row(box.getMaxY()) + 1;
        this.cells = new int[columns * rows + 1];
        this.edges = fillCells();
    }

    private int[] rings(Geometry district) {
        List<Integer> starts = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < district.getNumGeometries(); i++) {
            if (district.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                starts.add(size);
                size = copy(polygon.getExteriorRing(), true, size);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    starts.add(size);
                    size = copy(polygon.getInteriorRingN(hole), false, size);
                }
            }
        }
        starts.add(size);
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Copies a ring without its last corner and without repeated ones, turned so that the district lies to the left.
    private int copy(LinearRing ring, boolean isShell, int from) {
        CoordinateSequence places = ring.getCoordinateSequence();
        int last = places.size() - 1;
        boolean forward = Orientation.isCCW(places) == isShell;
        int size = from;
        for (int i = 0; i < last; i++) {
            double x = places.getX(forward ? i : last - i);
            double y = places.getY(forward ? i : last - i);
            if (size == from || x != corners[2 * size - 2] || y != corners[2 * size - 1]) {
                corners[2 * size] = x;
                corners[2 * size + 1] = y;
                size++;
            }
        }
        return size;
    }

    /// Puts the corners into a hash table of places; one that finds its place taken shares it.
    private void findShared() {
        int[] table = new int[Integer.highestOneBit(4 * edgeCount() + 1)];
        for (int corner = 0; corner < edgeCount(); corner++) {
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

    boolean isShared(int corner) {
        return shared.get(corner);
    }

    private int[] fillCells() {
        int[] places = new int[0];
        // Once to count, once to fill.
        for (boolean fill : new boolean[] {false, true}) {
            if (fill) {
                for (int cell = 1; cell <= columns * rows; cell++) {
                    cells[cell] += cells[cell - 1];
                }
                places = new int[cells[columns * rows]];
            }
            for (int ring = 0; ring < ringCount(); ring++) {
                for (int edge = rings[ring]; edge < rings[ring + 1]; edge++) {
                    int next = edge + 1 == rings[ring + 1] ? rings[ring] : edge + 1;
                    int west = column(Math.min(x(edge), x(next)));
                    int east = column(Math.max(x(edge), x(next)));
                    int south = row(Math.min(y(edge), y(next)));
                    int north = row(Math.max(y(edge), y(next)));
                    for (int row = south; row <= north; row++) {
                        for (int column = west; column <= east; column++) {
                            int cell = row * columns + column;
                            if (fill) {
                                places[--cells[cell]] = edge;
                            } else {
                                cells[cell]++;
                            }
                        }
                    }
                }
            }
        }
        return places;
    }

    private int column(double x) {
        return (int) Math.max(0, Math.min((x - box.getMinX()) / cellWidth, MOST_COLUMNS));
    }

    private int row(double y) {
        return (int) Math.max(0, Math.min((y - box.getMinY()) / cellHeight, MOST_COLUMNS));
    }

    int ringCount() {
        return rings.length - 1;
    }

    int edgeCount() {
        return rings[rings.length - 1];
    }

    int ringStart(int ring) {
        return rings[ring];
    }

    int ringEnd(int ring) {
        return rings[ring + 1];
    }

    int ringOf(int edge) {
        int found = Arrays.binarySearch(rings, edge);
        return found >= 0 ? found : -found - 2;
    }

    int next(int edge) {
        int ring = ringOf(edge);
        return edge + 1 == rings[ring + 1] ? rings[ring] : edge + 1;
    }

    double x(int corner) {
        return corners[2 * corner];
    }

    double y(int corner) {
        return corners[2 * corner + 1];
    }

    /// The edges that may reach into a box no larger than a cell, in no order, some more than once.
    ///
    /// @return how many were written to `found`, which must hold [#mostNear]
    int near(double minX, double minY, double maxX, double maxY, int[] found) {
        if (maxX < box.getMinX() || minX > box.getMaxX() || maxY < box.getMinY() || minY > box.getMaxY()) {
            return 0;
        }
        int size = 0;
        for (int row = row(minY); row <= Math.min(row(maxY), rows - 1); row++) {
            for (int column = column(minX); column <= Math.min(column(maxX), columns - 1); column++) {
                int cell = row * columns + column;
                for (int i = cells[cell]; i < cells[cell + 1]; i++) {
                    found[size++] = edges[i];
                }
            }
        }
        return size;
    }

    int mostNear() {
        return edges.length;
    }

    /// Whether a place lies in the district or on its border.
    ///
    /// **Cost**  the edges to the east of it in its row of the grid.
    boolean isInside(double x, double y) {
        if (!box.contains(x, y)) {
            return false;
        }
        boolean isInside = false;
        int row = row(y);
        for (int column = column(x); column < columns; column++) {
            int cell = row * columns + column;
            for (int i = cells[cell]; i < cells[cell + 1]; i++) {
                int edge = edges[i];
                int next = next(edge);
                double ax = x(edge);
                double ay = y(edge);
                double bx = x(next);
                double by = y(next);
                // An edge is in each cell that its box meets; it counts in the last one.
                if (Math.max(ax, bx) < x || column(Math.max(ax, bx)) != column) {
                    continue;
                }
                if (ay > y != by > y) {
                    int side = CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, x, y);
                    if (side == Orientation.COLLINEAR) {
                        return true;
                    }
                    isInside ^= side == Orientation.LEFT == by > ay;
                } else if (ay == y && (ax == x || by == y && Math.min(ax, bx) <= x)) {
                    return true;
                }
            }
        }
        return isInside;
    }
}
