package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.EllipsoidalArea;
import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// A grid over a district: places that stand for what is around them.
///
/// **Units**  sides in metres, near enough; areas in square metres on the ellipsoid.
/// **Shape**  rows of cells of equal height, as wide as high at the middle of the district. Ids are
/// `row-column`, from the south-west.
final class DemandCells {

    /// More cells than this are refused: the side has to be larger.
    static final int MOST = 40_000;

    private static final int USUAL = 4_000;
    private static final double METRES_A_DEGREE = 111_000;

    /// One cell: where the demand in it is taken to be, and how much.
    record Cell(String id, LonLat place, double weight) {}

    private final Envelope box;
    private final double height;
    private final double width;

    DemandCells(Envelope box, double sideMetres) {
        this.box = box;
        this.height = sideMetres / METRES_A_DEGREE;
        this.width = height / Math.max(0.01, Math.cos(Math.toRadians(box.centre().y)));
    }

    /// A side for a district of this area and a standard of this radius: half the radius, larger where that
    /// would be very many cells; in full tens of metres.
    static double usualSideMetres(double areaSquareMetres, double radiusMetres) {
        double side = Math.max(radiusMetres / 2, Math.sqrt(areaSquareMetres / USUAL));
        return Math.clamp(Math.ceil(side / 10) * 10, 50, 5000);
    }

    private int columns() {
        return (int) Math.max(1, Math.ceil(box.getWidth() / width));
    }

    private int rows() {
        return (int) Math.max(1, Math.ceil(box.getHeight() / height));
    }

    long size() {
        return (long) columns() * rows();
    }

    /// Why so many cells are not made; null where they are few enough.
    @Nullable
    String tooMany() {
        return size() <= MOST
                ? null
                : "Cells of that size would be %d over this district; at most %d are made. Ask with a larger cell_m."
                        .formatted(size(), MOST);
    }

    /// The cells that hold some of an area, weighted by how much of it.
    List<Cell> ofArea(Geometry area) {
        List<Cell> cells = new ArrayList<>();
        if (area.isEmpty()) {
            return cells;
        }
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(area);
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(area);
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                Geometry cell = area.getFactory()
                        .toGeometry(new Envelope(
                                box.getMinX() + column * width,
                                box.getMinX() + (column + 1) * width,
                                box.getMinY() + row * height,
                                box.getMinY() + (row + 1) * height));
                if (!prepared.intersects(cell)) {
                    continue;
                }
                Geometry part = prepared.containsProperly(cell)
                        ? cell
                        : OverlayNGRobust.overlay(area, cell, OverlayNG.INTERSECTION);
                double weight = EllipsoidalArea.squareMetres(part);
                if (weight >= 1) {
                    Coordinate middle = part.getCentroid().getCoordinate();
                    if (inside.locate(middle) == Location.EXTERIOR) {
                        middle = part.getInteriorPoint().getCoordinate();
                    }
                    cells.add(new Cell(row + "-" + column, new LonLat(middle.x, middle.y), Math.rint(weight)));
                }
            }
        }
        return cells;
    }

    /// The cells that hold some of the places: each at their weighted middle, with their weight together.
    List<Cell> ofPlaces(List<LonLat> places, double[] weights) {
        Map<Long, double[]> sums = new TreeMap<>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                LonLat place = places.get(i);
                long row = (long) Math.floor((place.lat() - box.getMinY()) / height);
                long column = (long) Math.floor((place.lon() - box.getMinX()) / width);
                double[] sum = sums.computeIfAbsent(row << 32 | column & 0xFFFFFFFFL, _ -> new double[3]);
                sum[0] += weights[i] * place.lon();
                sum[1] += weights[i] * place.lat();
                sum[2] += weights[i];
            }
        }
        List<Cell> cells = new ArrayList<>();
        sums.forEach((key, sum) -> cells.add(
                new Cell((key >> 32) + "-" + key.intValue(), new LonLat(sum[0] / sum[2], sum[1] / sum[2]), sum[2])));
        return cells;
    }
}
