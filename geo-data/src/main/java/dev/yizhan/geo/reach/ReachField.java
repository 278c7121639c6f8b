package dev.yizhan.geo.reach;

import com.carrotsearch.hppc.DoubleArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;

/// The land that belongs to reached roads, as the height of a field over a grid. At a point of a reached
/// road the field is how far one could still leave the road there, and away from it that falls by a metre
/// each metre; nor is it higher than what another road, not reached in time, is farther away. So what is
/// nearest to a road that is not reached is not reached. Where the field is not below zero one gets in time.
///
/// More time raises the field everywhere and nothing lowers it; the border runs straight between the
/// crossings of the same triangles at every time. So the area of 10 minutes lies inside that of 15, by
/// construction.
///
/// Where a road that is not reached runs beside a reached one closer than a cell, no corner of the grid may be nearest
/// to the reached one. There it is drawn as a ribbon, a metre to each side and no more than there is time for.
///
/// **Units**    metres on a flat map around the start; the grid's corners are multiples of the cell
/// from it.
/// **Accuracy** straight stretches of the border are exact; its round ends are off by 1 m at most where a
/// cell is 15 m, and where roads cross or end closer together than a cell, by less than a cell.
/// **Cost**     some hundred operations for each stretch of road; 16 bytes for each corner of the grid.
final class ReachField {

    /// The border keeps off the grid's corners, so that no two of its corners coincide, rounded or not.
    private static final double OFF_CORNER = 0.02;
    /// Corners of the border nearer than this to the line between their neighbours say nothing.
    private static final double STRAIGHT_METRES = 1e-3;

    /// How far a reached road is in the area on both sides, whatever is beside it.
    private static final double RIBBON_METRES = 1;
    /// Ribbons that lie along each other meet in the same corners: a tenth of a millimetre, in degrees.
    private static final PrecisionModel RIBBON_GRID = new PrecisionModel(1e9);
    private static final int NUMBERS_A_STRETCH = 6;

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final double cellMetres;
    private final double farthestMetres;
    private final float floor;
    private final int west;
    private final int south;
    private final int columns;
    private final int rows;
    private final float[] heights;
    // Squares of distances: to roads with time to spare, to other reached ones, and to those not reached.
    private final float[] toSpare;
    private final float[] toReached;
    private final float[] toUnreached;
    private final DoubleArrayList stretches = new DoubleArrayList();

    /// @param cellMetres     the side of a cell, the same for every time
    /// @param farthestMetres how far one may leave a road at most
    /// @param minX           the box of all roads that will be added
    ReachField(double cellMetres, double farthestMetres, double minX, double minY, double maxX, double maxY) {
        this.cellMetres = cellMetres;
        this.farthestMetres = farthestMetres;
        // Beyond the border's own triangles it does not matter how deep the field is.
        floor = (float) (-2 * cellMetres);
        double margin = farthestMetres + 3 * cellMetres;
        west = (int) Math.floor((minX - margin) / cellMetres);
        south = (int) Math.floor((minY - margin) / cellMetres);
        columns = (int) Math.ceil((maxX + margin) / cellMetres) - west + 1;
        rows = (int) Math.ceil((maxY + margin) / cellMetres) - south + 1;
        heights = new float[Math.multiplyExact(columns, rows)];
        Arrays.fill(heights, floor);
        toSpare = filled((float) (seenMetres() * seenMetres()));
        toReached = toSpare.clone();
        toUnreached = toSpare.clone();
    }

    private float[] filled(float value) {
        float[] numbers = new float[heights.length];
        Arrays.fill(numbers, value);
        return numbers;
    }

    /// A straight stretch of a road. At its start one may leave it by `leaveMetres` and not more than the
    /// farthest; each metre along it takes `lossAMetre` of that.
    void add(double x1, double y1, double x2, double y2, double leaveMetres, double lossAMetre) {
        if (leaveMetres < 0) {
            return;
        }
        stretches.add(x1, y1, x2, y2);
        stretches.add(leaveMetres, lossAMetre);
        double length = Math.hypot(x2 - x1, y2 - y1);
        double full = lossAMetre == 0 ? length : Math.min(length, (leaveMetres - farthestMetres) / lossAMetre);
        if (full >= length) {
            level(x1, y1, x2, y2);
            return;
        }
        double fromX = x1;
        double fromY = y1;
        double from = 0;
        double there = leaveMetres;
        if (full > 0) {
            from = full;
            fromX = x1 + (x2 - x1) * full / length;
            fromY = y1 + (y2 - y1) * full / length;
            there = farthestMetres;
            level(x1, y1, fromX, fromY);
        }
        double to = Math.min(length, from + there / lossAMetre);
        slope(fromX, fromY, x1 + (x2 - x1) * to / length, y1 + (y2 - y1) * to / length, there, lossAMetre);
    }

    /// How far around a road the field is worked out.
    private double seenMetres() {
        return farthestMetres - floor;
    }

    private void level(double x1, double y1, double x2, double y2) {
        nearest(toSpare, x1, y1, x2, y2);
    }

    private void slope(double x1, double y1, double x2, double y2, double leaveMetres, double loss) {
        nearest(toReached, x1, y1, x2, y2);
        double length = Math.hypot(x2 - x1, y2 - y1);
        double ux = length == 0 ? 1 : (x2 - x1) / length;
        double uy = length == 0 ? 0 : (y2 - y1) / length;
        // Where the road falls by `loss` a metre, a point beside it is best left for before its own foot.
        double early = loss < 1 ? loss / Math.sqrt(1 - loss * loss) : Double.POSITIVE_INFINITY;
        around(x1, y1, x2, y2, (at, px, py) -> {
            double along = px * ux + py * uy;
            double aside = Math.abs(py * ux - px * uy);
            double leave = Math.clamp(along - (aside == 0 ? 0 : aside * early), 0, length);
            double height = leaveMetres - loss * leave - Math.sqrt((along - leave) * (along - leave) + aside * aside);
            heights[at] = (float) Math.max(heights[at], height);
        });
    }

    /// A straight stretch of a road that is not reached in time.
    void addUnreached(double x1, double y1, double x2, double y2) {
        nearest(toUnreached, x1, y1, x2, y2);
    }

    private void nearest(float[] squares, double x1, double y1, double x2, double y2) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double ux = length == 0 ? 1 : (x2 - x1) / length;
        double uy = length == 0 ? 0 : (y2 - y1) / length;
        around(x1, y1, x2, y2, (at, px, py) -> {
            double along = px * ux + py * uy;
            double aside = py * ux - px * uy;
            double beyond = along - Math.min(Math.max(along, 0), length);
            squares[at] = Math.min(squares[at], (float) (beyond * beyond + aside * aside));
        });
    }

    /// Puts together what was added: the field itself, below zero all around.
    private void settle() {
        for (int i = 0; i < heights.length; i++) {
            double spare = Math.sqrt(toSpare[i]);
            double reached = Math.min(spare, Math.sqrt(toReached[i]));
            double height = Math.max(heights[i], Math.max(floor, farthestMetres - spare));
            heights[i] = (float) Math.min(height, Math.sqrt(toUnreached[i]) - reached);
            int column = i % columns;
            int row = i / columns;
            if (column == 0 || row == 0 || column == columns - 1 || row == rows - 1) {
                heights[i] = floor;
            }
        }
    }

    private interface Corner {

        /// @param px metres east of the stretch's first end
        void at(int corner, double px, double py);
    }

    private void around(double x1, double y1, double x2, double y2, Corner corner) {
        double seen = seenMetres();
        int left = Math.max(0, column(Math.min(x1, x2) - seen));
        int right = Math.min(columns - 1, column(Math.max(x1, x2) + seen) + 1);
        int bottom = Math.max(0, row(Math.min(y1, y2) - seen));
        int top = Math.min(rows - 1, row(Math.max(y1, y2) + seen) + 1);
        for (int row = bottom; row <= top; row++) {
            double py = (south + row) * cellMetres - y1;
            for (int column = left; column <= right; column++) {
                corner.at(row * columns + column, (west + column) * cellMetres - x1, py);
            }
        }
    }

    private int column(double x) {
        return (int) Math.floor(x / cellMetres) - west;
    }

    private int row(double y) {
        return (int) Math.floor(y / cellMetres) - south;
    }

    // Each cell is two triangles, cut from its south-west to its north-east corner. A line of the grid is named by
    // the corner at its south-western end and its direction.
    private static final int EAST = 0;
    private static final int NORTH = 1;
    private static final int DIAGONAL = 2;

    /// The area where the field is not below zero, on the earth.
    Geometry area(LocalPlane plane) {
        // Where the border enters a triangle over a line of the grid, and over which it goes on.
        settle();
        IntIntHashMap next = new IntIntHashMap();
        for (int row = 0; row < rows - 1; row++) {
            for (int column = 0; column < columns - 1; column++) {
                int sw = row * columns + column;
                int se = sw + 1;
                int nw = sw + columns;
                int ne = nw + 1;
                boolean inSw = heights[sw] >= 0;
                boolean inNe = heights[ne] >= 0;
                boolean inSe = heights[se] >= 0;
                boolean inNw = heights[nw] >= 0;
                if (inSw && inNe && inSe && inNw || !inSw && !inNe && !inSe && !inNw) {
                    continue;
                }
                triangle(inSw, inSe, inNe, line(sw, EAST), line(se, NORTH), line(sw, DIAGONAL), next);
                triangle(inSw, inNe, inNw, line(sw, DIAGONAL), line(nw, EAST), line(sw, NORTH), next);
            }
        }
        Geometry area = assembled(rings(next, plane));
        List<Geometry> ribbons = ribbons(plane);
        if (ribbons.isEmpty()) {
            return area;
        }
        return OverlayNGRobust.overlay(area, UnaryUnionNG.union(ribbons, RIBBON_GRID), OverlayNG.UNION);
    }

    /// The reached roads that the field does not hold.
    private List<Geometry> ribbons(LocalPlane plane) {
        List<Geometry> ribbons = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i += NUMBERS_A_STRETCH) {
            double[] at = stretches.buffer;
            ribbons(at[i], at[i + 1], at[i + 2], at[i + 3], at[i + 4], at[i + 5], plane, ribbons);
        }
        return ribbons;
    }

    private void ribbons(
            double x1,
            double y1,
            double x2,
            double y2,
            double leave,
            double loss,
            LocalPlane plane,
            List<Geometry> to) {
        double whole = Math.hypot(x2 - x1, y2 - y1);
        if (whole == 0) {
            return;
        }
        double ux = (x2 - x1) / whole;
        double uy = (y2 - y1) / whole;
        double length = loss == 0 ? whole : Math.min(whole, leave / loss);
        // Where the ribbon begins to narrow: no step goes across.
        double full = loss == 0 ? length : Math.clamp((leave - RIBBON_METRES) / loss, 0, length);
        int steps = (int) Math.ceil(length / RIBBON_METRES);
        double from = -1;
        for (int i = 0; i < steps; i++) {
            double first = length * i / steps;
            double second = length * (i + 1) / steps;
            boolean held = isHeld(x1 + ux * first, y1 + uy * first, ux, uy, wide(leave - loss * first))
                    && isHeld(x1 + ux * second, y1 + uy * second, ux, uy, wide(leave - loss * second));
            if (!held && from < 0) {
                from = first;
            }
            if (from >= 0 && (held || i == steps - 1)) {
                double end = held ? first : second;
                for (double[] part : new double[][] {{from, Math.min(end, full)}, {Math.max(from, full), end}}) {
                    if (part[0] < part[1]) {
                        to.add(ribbon(
                                x1 + ux * part[0],
                                y1 + uy * part[0],
                                wide(leave - loss * part[0]),
                                x1 + ux * part[1],
                                y1 + uy * part[1],
                                wide(leave - loss * part[1]),
                                ux,
                                uy,
                                plane));
                    }
                }
                from = -1;
            }
        }
    }

    private static double wide(double leaveMetres) {
        return Math.clamp(leaveMetres, 0, RIBBON_METRES);
    }

    private boolean isHeld(double x, double y, double ux, double uy, double wide) {
        return height(x - uy * wide, y + ux * wide) >= 0 && height(x + uy * wide, y - ux * wide) >= 0;
    }

    /// The field at a place, straight within triangles; below zero outside the grid.
    private double height(double x, double y) {
        int column = column(x);
        int row = row(y);
        if (column < 0 || row < 0 || column >= columns - 1 || row >= rows - 1) {
            return floor;
        }
        double east = x / cellMetres - (west + column);
        double north = y / cellMetres - (south + row);
        int sw = row * columns + column;
        int ne = sw + columns + 1;
        return east >= north
                ? heights[sw] + east * (heights[sw + 1] - heights[sw]) + north * (heights[ne] - heights[sw + 1])
                : heights[sw] + north * (heights[ne - 1] - heights[sw]) + east * (heights[ne] - heights[ne - 1]);
    }

    private static Geometry ribbon(
            double x1,
            double y1,
            double wide1,
            double x2,
            double y2,
            double wide2,
            double ux,
            double uy,
            LocalPlane plane) {
        double[][] corners = {
            {x1 - uy * wide1, y1 + ux * wide1},
            {x1 + uy * wide1, y1 - ux * wide1},
            {x2 + uy * wide2, y2 - ux * wide2},
            {x2 - uy * wide2, y2 + ux * wide2},
            {x1 - uy * wide1, y1 + ux * wide1}
        };
        return SHAPES.createPolygon(Arrays.stream(corners)
                .map(corner -> new Coordinate(plane.lon(corner[0]), plane.lat(corner[1])))
                .toArray(Coordinate[]::new));
    }

    private static int line(int corner, int direction) {
        return corner * 3 + direction;
    }

    /// A triangle with corners a, b, c, counterclockwise, and its sides: the border through it keeps the area
    /// on its left.
    private static void triangle(boolean a, boolean b, boolean c, int ab, int bc, int ca, IntIntHashMap next) {
        if (a == b && b == c) {
            return;
        }
        if (b == c) {
            // a alone: from the side after it to the side before it, or the other way round.
            put(a, ab, ca, next);
        } else if (a == c) {
            put(b, bc, ab, next);
        } else {
            put(c, ca, bc, next);
        }
    }

    private static void put(boolean cornerInside, int after, int before, IntIntHashMap next) {
        if (cornerInside) {
            next.put(after, before);
        } else {
            next.put(before, after);
        }
    }

    private List<LinearRing> rings(IntIntHashMap next, LocalPlane plane) {
        List<LinearRing> rings = new ArrayList<>();
        double[] corner = new double[2];
        int[] lines = next.keys().toArray();
        // The map's own order is another one each time.
        Arrays.sort(lines);
        for (int start : lines) {
            if (!next.containsKey(start)) {
                continue;
            }
            int at = next.remove(start);
            List<Coordinate> border = new ArrayList<>();
            crossing(start, corner);
            border.add(new Coordinate(corner[0], corner[1]));
            while (at != start) {
                crossing(at, corner);
                border.add(new Coordinate(corner[0], corner[1]));
                at = next.remove(at);
            }
            Coordinate[] ring = straightened(border);
            for (Coordinate place : ring) {
                place.setX(plane.lon(place.x));
                place.setY(plane.lat(place.y));
            }
            rings.add(SHAPES.createLinearRing(closed(ring)));
        }
        return rings;
    }

    /// Where the border crosses a line of the grid.
    private void crossing(int line, double[] corner) {
        int from = line / 3;
        int direction = line % 3;
        int to = direction == EAST ? from + 1 : direction == NORTH ? from + columns : from + columns + 1;
        double height = heights[from];
        double share = height / (height - heights[to]);
        share = Math.min(1 - OFF_CORNER, Math.max(OFF_CORNER, share));
        corner[0] = (west + from % columns + (direction == NORTH ? 0 : share)) * cellMetres;
        corner[1] = (south + from / columns + (direction == EAST ? 0 : share)) * cellMetres;
    }

    private static Coordinate[] straightened(List<Coordinate> border) {
        int size = border.size();
        List<Coordinate> kept = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Coordinate before = border.get((i + size - 1) % size);
            Coordinate here = border.get(i);
            Coordinate after = border.get((i + 1) % size);
            double dx = after.x - before.x;
            double dy = after.y - before.y;
            double aside = Math.abs(dx * (here.y - before.y) - dy * (here.x - before.x));
            if (aside > STRAIGHT_METRES * Math.hypot(dx, dy)) {
                kept.add(here);
            }
        }
        return (kept.size() < 3 ? border : kept).toArray(Coordinate[]::new);
    }

    private static Coordinate[] closed(Coordinate[] corners) {
        Coordinate[] ring = Arrays.copyOf(corners, corners.length + 1);
        ring[corners.length] = corners[0].copy();
        return ring;
    }

    private static Geometry assembled(List<LinearRing> rings) {
        List<LinearRing> shells = new ArrayList<>();
        List<LinearRing> holes = new ArrayList<>();
        for (LinearRing ring : rings) {
            (Orientation.isCCW(ring.getCoordinateSequence()) ? shells : holes).add(ring);
        }
        // The smallest shell around a hole is its own.
        shells.sort(
                Comparator.comparingDouble(shell -> shell.getEnvelopeInternal().getArea()));
        List<List<LinearRing>> holesOf = new ArrayList<>();
        List<IndexedPointInAreaLocator> inside = new ArrayList<>();
        for (LinearRing shell : shells) {
            holesOf.add(new ArrayList<>());
            inside.add(new IndexedPointInAreaLocator(shell));
        }
        for (LinearRing hole : holes) {
            for (int i = 0; i < shells.size(); i++) {
                if (shells.get(i).getEnvelopeInternal().covers(hole.getEnvelopeInternal())
                        && inside.get(i).locate(hole.getCoordinateN(0)) != Location.EXTERIOR) {
                    holesOf.get(i).add(hole);
                    break;
                }
            }
        }
        Polygon[] polygons = new Polygon[shells.size()];
        for (int i = 0; i < polygons.length; i++) {
            polygons[i] = SHAPES.createPolygon(shells.get(i), holesOf.get(i).toArray(LinearRing[]::new));
        }
        return polygons.length == 1 ? polygons[0] : SHAPES.createMultiPolygon(polygons);
    }
}
