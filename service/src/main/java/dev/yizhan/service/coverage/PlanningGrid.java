package dev.yizhan.service.coverage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Squares of one size over a district, to look at it closer than districts allow.
///
/// Rows run along parallels, and each row has columns of its own width in degrees, counted from the
/// middle of the district: so every square is as large as every other, and those of neighbouring rows
/// may be shifted a little.
///
/// **Units**  metres; degrees on WGS 84. A square's area is that of its side within 1e-4.
final class PlanningGrid {

    /// One square; what is measured is the part of it inside the district.
    record Cell(int row, int column, Envelope box) {

        String id() {
            return "-r" + row + "c" + column;
        }
    }

    private static final double EQUATORIAL_RADIUS_METRES = 6_378_137;
    private static final double ECCENTRICITY_SQUARED = 0.00669437999014;

    private final double[] south;
    private final double[] step;
    private final double middleLon;
    private final int firstColumn;
    private final Envelope box;

    PlanningGrid(Envelope box, double cellMetres) {
        this.box = box;
        this.middleLon = box.centre().x;
        List<Double> edges = new ArrayList<>();
        List<Double> steps = new ArrayList<>();
        double lat = box.getMinY();
        while (lat < box.getMaxY()) {
            edges.add(lat);
            double height = cellMetres / metresADegreeNorth(lat);
            double middle = lat + height / 2;
            steps.add(cellMetres / metresADegreeEast(middle));
            lat += cellMetres / metresADegreeNorth(middle);
        }
        edges.add(lat);
        south = edges.stream().mapToDouble(Double::doubleValue).toArray();
        step = steps.stream().mapToDouble(Double::doubleValue).toArray();
        int first = 0;
        for (int row = 0; row < step.length; row++) {
            first = Math.min(first, column(row, box.getMinX()));
        }
        firstColumn = first;
    }

    private static double curved(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        return 1 - ECCENTRICITY_SQUARED * sin * sin;
    }

    private static double metresADegreeNorth(double lat) {
        return Math.toRadians(1) * EQUATORIAL_RADIUS_METRES * (1 - ECCENTRICITY_SQUARED) / Math.pow(curved(lat), 1.5);
    }

    private static double metresADegreeEast(double lat) {
        return Math.toRadians(1) * EQUATORIAL_RADIUS_METRES * Math.cos(Math.toRadians(lat)) / Math.sqrt(curved(lat));
    }

    private int column(int row, double lon) {
        return (int) Math.floor((lon - middleLon) / step[row]);
    }

    /// The squares that have a part of the area, in rows from south to north.
    List<Cell> cells(Geometry area) {
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(area);
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < step.length; row++) {
            int last = column(row, box.getMaxX());
            for (int column = column(row, box.getMinX()); column <= last; column++) {
                Envelope square = new Envelope(
                        middleLon + column * step[row],
                        middleLon + (column + 1) * step[row],
                        south[row],
                        south[row + 1]);
                if (prepared.intersects(area.getFactory().toGeometry(square))) {
                    cells.add(new Cell(row, column - firstColumn, square));
                }
            }
        }
        return cells;
    }

    /// The part of a square inside the area; null where they only touch.
    static @Nullable Geometry inside(Cell cell, PreparedGeometry area) {
        Geometry square = area.getGeometry().getFactory().toGeometry(cell.box);
        if (area.covers(square)) {
            return square;
        }
        Geometry part = OverlayNGRobust.overlay(area.getGeometry(), square, OverlayNG.INTERSECTION);
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < part.getNumGeometries(); i++) {
            if (part.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                polygons.add(polygon);
            }
        }
        return polygons.isEmpty()
                ? null
                : area.getGeometry().getFactory().createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    /// The row and column of the square that holds a place, as [Cell#id] writes them; null outside the
    /// grid.
    @Nullable
    String idAt(double lon, double lat) {
        if (!(lat >= south[0] && lat < south[south.length - 1])) {
            return null;
        }
        int at = java.util.Arrays.binarySearch(south, lat);
        int row = at >= 0 ? at : -at - 2;
        return new Cell(row, column(row, lon) - firstColumn, box).id();
    }
}
