package dev.yizhan.geo.coverage;

import java.util.Arrays;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Envelope;

/// The rings of a district as numbered edges, and a grid that tells which of them may be near.
///
/// **Shape**  edge e goes from corner e to corner [#next]; the edges of a ring follow each other.
final class Border {

    private static final double MOST_COLUMNS = 256;

    private final Outline outline;
    private final Envelope box;
    private final double cellWidth;
    private final double cellHeight;
    private final int columns;
    private final int rows;
    /// Where each cell's edges begin in `edges`.
    private final int[] cells;
    private final int[] edges;
    private final int mostInCell;

    /// @param cellWidth  degrees, at least the size of what is to be looked up
    Border(Outline outline, double cellWidth, double cellHeight) {
        this.outline = outline;
        this.box = outline.box();
        this.cellWidth = Math.max(cellWidth, box.getWidth() / MOST_COLUMNS);
        this.cellHeight = Math.max(cellHeight, box.getHeight() / MOST_COLUMNS);
        this.columns = column(box.getMaxX()) + 1;
        this.rows = row(box.getMaxY()) + 1;
        this.cells = new int[columns * rows + 1];
        visitCells(false);
        this.mostInCell = Arrays.stream(cells).max().orElse(0);
        for (int cell = 1; cell < cells.length; cell++) {
            cells[cell] += cells[cell - 1];
        }
        this.edges = new int[cells[columns * rows]];
        visitCells(true);
    }

    /// Goes through the cells of each edge, once to count and once to fill.
    private void visitCells(boolean fill) {
        for (int ring = 0; ring < ringCount(); ring++) {
            int start = ringStart(ring);
            int end = ringEnd(ring);
            for (int edge = start; edge < end; edge++) {
                int next = edge + 1 == end ? start : edge + 1;
                int west = column(Math.min(x(edge), x(next)));
                int east = column(Math.max(x(edge), x(next)));
                int south = row(Math.min(y(edge), y(next)));
                int north = row(Math.max(y(edge), y(next)));
                for (int row = south; row <= north; row++) {
                    for (int column = west; column <= east; column++) {
                        int cell = row * columns + column;
                        if (fill) {
                            edges[--cells[cell]] = edge;
                        } else {
                            cells[cell]++;
                        }
                    }
                }
            }
        }
    }

    private int column(double x) {
        return (int) Math.max(0, Math.min((x - box.getMinX()) / cellWidth, MOST_COLUMNS));
    }

    private int row(double y) {
        return (int) Math.max(0, Math.min((y - box.getMinY()) / cellHeight, MOST_COLUMNS));
    }

    int ringCount() {
        return outline.ringCount();
    }

    int edgeCount() {
        return outline.cornerCount();
    }

    int ringStart(int ring) {
        return outline.ringStart(ring);
    }

    int ringEnd(int ring) {
        return outline.ringEnd(ring);
    }

    int ringOf(int edge) {
        return outline.ringOf(edge);
    }

    int next(int edge) {
        int ring = ringOf(edge);
        return edge + 1 == ringEnd(ring) ? ringStart(ring) : edge + 1;
    }

    boolean isShared(int corner) {
        return outline.isShared(corner);
    }

    double x(int corner) {
        return outline.x(corner);
    }

    double y(int corner) {
        return outline.y(corner);
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
        // Rounding may let a box that is as large as a cell reach into a third one.
        return Math.min(edges.length, 9 * mostInCell);
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
