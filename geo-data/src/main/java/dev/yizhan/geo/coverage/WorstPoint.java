package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.LonLat;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/// The place in an area that is farthest from every station, and the station nearest to it.
///
/// **Accuracy** no place in the area is farther by more than 0.5 %, or 5 m where that is more.
/// **Source** branch and bound over a quadtree, after V. Agafonkin's polylabel (2016): a distance grows by
/// no more than one walks, so a cell's middle bounds all of it.
public record WorstPoint(LonLat place, double distanceMetres, String nearestStation) {

    private static final double RELATIVE = 0.005;
    private static final double ABSOLUTE_METRES = 5;
    /// Longer than any degree of latitude, and of longitude at the equator.
    private static final double METRES_A_DEGREE = 111_700;
    /// Ends the search in shapes that are all edge; the best so far is then taken.
    private static final int MOST_CELLS = 200_000;
    /// A box that takes more to be told apart is searched with the shape in it.
    private static final int MOST_BEYOND = 5000;

    private record Cell(double lon, double lat, double halfWidth, double halfHeight, double boundMetres) {

        Envelope box() {
            return new Envelope(lon - halfWidth, lon + halfWidth, lat - halfHeight, lat + halfHeight);
        }
    }

    /// **Empty**  null where there is no station at all, or the area has no inside.
    public static @Nullable WorstPoint in(Geometry area, Places stations) {
        if (stations.size() == 0 || area.isEmpty() || area.getArea() == 0) {
            return null;
        }
        return new Search(area, stations).run();
    }

    /// How far the farthest place may be where the search found this distance.
    static double atMost(double foundMetres) {
        return foundMetres + Math.max(ABSOLUTE_METRES, RELATIVE * foundMetres);
    }

    /// Whether some place in a box may be farther from every station than [#atMost] of a distance.
    ///
    /// **Shape**  true also where the search got too long to say.
    ///
    /// @param area where the places must lie too; null: anywhere in the box
    static boolean isBeyond(Envelope box, double foundMetres, Places stations, @Nullable Geometry area) {
        if (area != null && area.isEmpty()) {
            return false;
        }
        double most = atMost(foundMetres);
        double slackMetres = (most - foundMetres) / 2;
        PreparedGeometry within = area == null ? null : PreparedGeometryFactory.prepare(area);
        IndexedPointInAreaLocator inside = area == null ? null : new IndexedPointInAreaLocator(area);
        ArrayDeque<Cell> cells = new ArrayDeque<>();
        cells.add(new Cell(box.centre().x, box.centre().y, box.getWidth() / 2, box.getHeight() / 2, 0));
        for (int seen = 0; seen < MOST_BEYOND; seen++) {
            Cell cell = cells.poll();
            if (cell == null) {
                return false;
            }
            Places.Nearest nearest = stations.nearest(cell.lon, cell.lat);
            if (nearest == null) {
                return true;
            }
            double reach = reach(cell.lat, cell.halfWidth, cell.halfHeight);
            if (nearest.distanceMetres() + reach <= most
                    || (within != null
                            && area != null
                            && !within.intersects(area.getFactory().toGeometry(cell.box())))) {
                continue;
            }
            if (reach < slackMetres
                    || (nearest.distanceMetres() > most
                            && (inside == null
                                    || inside.locate(new Coordinate(cell.lon, cell.lat)) != Location.EXTERIOR))) {
                return true;
            }
            quarter(cell, cells::add);
        }
        return true;
    }

    private static void quarter(Cell cell, Consumer<Cell> put) {
        double halfWidth = cell.halfWidth / 2;
        double halfHeight = cell.halfHeight / 2;
        for (int quarter = 0; quarter < 4; quarter++) {
            put.accept(new Cell(
                    cell.lon + ((quarter & 1) == 0 ? -halfWidth : halfWidth),
                    cell.lat + ((quarter & 2) == 0 ? -halfHeight : halfHeight),
                    halfWidth,
                    halfHeight,
                    0));
        }
    }

    /// No place in a cell is farther from its middle.
    private static double reach(double lat, double halfWidth, double halfHeight) {
        double closestToEquator = Math.max(0, Math.abs(lat) - halfHeight);
        return METRES_A_DEGREE * Math.hypot(halfWidth * Math.cos(Math.toRadians(closestToEquator)), halfHeight);
    }

    private static final class Search {

        private final Geometry area;
        private final Places stations;
        private final IndexedPointInAreaLocator inside;
        private final PreparedGeometry prepared;
        private final PriorityQueue<Cell> cells = new PriorityQueue<>(
                Comparator.comparingDouble(Cell::boundMetres).reversed());
        private @Nullable WorstPoint best;

        Search(Geometry area, Places stations) {
            this.area = area;
            this.stations = stations;
            this.inside = new IndexedPointInAreaLocator(area);
            this.prepared = PreparedGeometryFactory.prepare(area);
        }

        @Nullable
        WorstPoint run() {
            Coordinate middle = area.getInteriorPoint().getCoordinate();
            look(middle.x, middle.y);
            Envelope box = area.getEnvelopeInternal();
            double width = box.getWidth() * Math.cos(Math.toRadians(box.centre().y));
            double side = Math.max(Math.min(width, box.getHeight()), Math.max(width, box.getHeight()) / 32);
            int columns = (int) Math.max(1, Math.ceil(width / side));
            int rows = (int) Math.max(1, Math.ceil(box.getHeight() / side));
            double halfWidth = box.getWidth() / columns / 2;
            double halfHeight = box.getHeight() / rows / 2;
            for (int column = 0; column < columns; column++) {
                for (int row = 0; row < rows; row++) {
                    put(
                            box.getMinX() + (2 * column + 1) * halfWidth,
                            box.getMinY() + (2 * row + 1) * halfHeight,
                            halfWidth,
                            halfHeight);
                }
            }
            for (int seen = 0; seen < MOST_CELLS; seen++) {
                Cell cell = cells.poll();
                if (cell == null || !isWorthwhile(cell.boundMetres)) {
                    break;
                }
                quarter(cell, part -> put(part.lon, part.lat, part.halfWidth, part.halfHeight));
            }
            return best;
        }

        private boolean isWorthwhile(double boundMetres) {
            double now = best == null ? 0 : best.distanceMetres;
            return boundMetres > atMost(now);
        }

        private void put(double lon, double lat, double halfWidth, double halfHeight) {
            boolean middleInside = inside.locate(new Coordinate(lon, lat)) != Location.EXTERIOR;
            Envelope box = new Envelope(lon - halfWidth, lon + halfWidth, lat - halfHeight, lat + halfHeight);
            if (!middleInside && !prepared.intersects(area.getFactory().toGeometry(box))) {
                return;
            }
            double distanceMetres =
                    middleInside ? look(lon, lat) : measure(lon, lat).distanceMetres();
            double boundMetres = distanceMetres + reach(lat, halfWidth, halfHeight);
            if (isWorthwhile(boundMetres)) {
                cells.add(new Cell(lon, lat, halfWidth, halfHeight, boundMetres));
            }
        }

        private double look(double lon, double lat) {
            Places.Nearest nearest = measure(lon, lat);
            if (best == null || nearest.distanceMetres() > best.distanceMetres) {
                best = new WorstPoint(new LonLat(lon, lat), nearest.distanceMetres(), nearest.id());
            }
            return nearest.distanceMetres();
        }

        private Places.Nearest measure(double lon, double lat) {
            Places.Nearest nearest = stations.nearest(lon, lat);
            if (nearest == null) {
                throw new IllegalStateException("there are no stations");
            }
            return nearest;
        }
    }
}
