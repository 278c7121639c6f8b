package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.EllipsoidalArea;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.locationtech.jts.algorithm.RayCrossingCounter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/// What discs leave of a district: pieces of edges traced to rings, rings put together to polygons.
///
/// **Errors** [Undecided] where a polygon would touch itself.
final class Gaps {

    /// A gap and its size.
    record Part(Polygon shape, double areaSquareMetres) {}

    /// @param mayTouch whether it is made of several pieces and goes through a corner that rings of the border share
    private record Ring(LinearRing line, Envelope box, double areaSquareMetres, boolean mayTouch, List<Ring> holes) {}

    private final DiscOverlay overlay;
    private final GeometryFactory shapes;
    private final Map<Long, Integer> pieceFrom = new HashMap<>();
    private final boolean[] isTraced;
    private final List<Ring> shells = new ArrayList<>();
    private final List<Ring> holes = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    Gaps(DiscOverlay overlay, GeometryFactory shapes) throws Undecided {
        this.overlay = overlay;
        this.shapes = shapes;
        Pieces pieces = overlay.pieces;
        isTraced = new boolean[pieces.size()];
        for (int piece = 0; piece < pieces.size(); piece++) {
            int node = pieces.startNode(piece);
            if (node != Nodes.NONE) {
                pieceFrom.put(overlay.nodes.key(node), piece);
            }
        }
        for (int piece = 0; piece < pieces.size(); piece++) {
            if (!isTraced[piece]) {
                trace(piece);
            }
        }
        assemble();
    }

    List<Part> parts() {
        return parts;
    }

    private void trace(int first) {
        Pieces pieces = overlay.pieces;
        List<Integer> ring = new ArrayList<>();
        int corners = 1;
        int piece = first;
        do {
            isTraced[piece] = true;
            ring.add(piece);
            corners += pieces.cornerCount(piece) + 1;
            int end = pieces.endNode(piece);
            piece = end == Nodes.NONE ? first : Objects.requireNonNull(pieceFrom.get(overlay.nodes.key(end)));
        } while (piece != first);
        write(ring, corners);
    }

    private void write(List<Integer> ring, int most) {
        Pieces pieces = overlay.pieces;
        List<Coordinate> line = new ArrayList<>(most);
        Set<Coordinate> shared = new HashSet<>();
        boolean touchesItself = false;
        double below = 0;
        for (int piece : ring) {
            int from = Math.max(0, line.size() - 1);
            int node = pieces.startNode(piece);
            if (node != Nodes.NONE && line.isEmpty()) {
                line.add(place(node));
            }
            touchesItself |= writeCorners(piece, line, shared);
            line.add(pieces.endNode(piece) == Nodes.NONE ? line.getFirst().copy() : place(pieces.endNode(piece)));
            below += below(line, from);
        }
        // The last crossing is the first one.
        line.set(line.size() - 1, line.getFirst().copy());
        boolean mayTouch = ring.size() > 1 && !shared.isEmpty();
        if (touchesItself) {
            split(line, shared);
        } else {
            keep(line, -below, mayTouch);
        }
    }

    private double below(List<Coordinate> line, int from) {
        double below = 0;
        for (int i = from + 1; i < line.size(); i++) {
            Coordinate a = line.get(i - 1);
            Coordinate b = line.get(i);
            below += EllipsoidalArea.between(a.x, a.y, b.x, b.y, overlay.base);
        }
        return below;
    }

    private void keep(List<Coordinate> line, double areaSquareMetres, boolean mayTouch) {
        if (line.size() < 4) {
            // There and back again along one edge of two rings.
            return;
        }
        LinearRing ring = shapes.createLinearRing(line.toArray(Coordinate[]::new));
        (areaSquareMetres > 0 ? shells : holes)
                .add(new Ring(ring, ring.getEnvelopeInternal(), areaSquareMetres, mayTouch, new ArrayList<>()));
    }

    /// A ring that comes to a place twice is two rings.
    private void split(List<Coordinate> line, Set<Coordinate> shared) {
        List<Coordinate> open = new ArrayList<>();
        Map<Coordinate, Integer> seen = new HashMap<>();
        for (Coordinate corner : line.subList(0, line.size() - 1)) {
            Integer before = shared.contains(corner) ? seen.putIfAbsent(corner, open.size()) : null;
            if (before != null) {
                List<Coordinate> loop = open.subList(before, open.size());
                List<Coordinate> closed = new ArrayList<>(loop);
                closed.add(corner.copy());
                keep(closed, -below(closed, 0), true);
                loop.subList(1, loop.size()).clear();
                seen.values().removeIf(at -> at > before);
            } else {
                open.add(corner);
            }
        }
        open.add(open.getFirst().copy());
        keep(open, -below(open, 0), true);
    }

    private Coordinate place(int node) {
        return new Coordinate(overlay.nodes.x(node), overlay.nodes.y(node));
    }

    /// Says whether a corner came that was there before.
    private boolean writeCorners(int piece, List<Coordinate> line, Set<Coordinate> shared) {
        Pieces pieces = overlay.pieces;
        int corner = pieces.firstCorner(piece);
        int count = pieces.cornerCount(piece);
        if (pieces.disc(piece) == Pieces.BORDER) {
            Border border = overlay.border;
            int ring = border.ringOf(corner);
            boolean again = false;
            for (int i = 0; i < count; i++) {
                Coordinate place = new Coordinate(border.x(corner), border.y(corner));
                line.add(place);
                again |= border.isShared(corner) && !shared.add(place);
                corner = corner + 1 == border.ringEnd(ring) ? border.ringStart(ring) : corner + 1;
            }
            return again;
        }
        double[] corners = overlay.discs.corners(pieces.disc(piece));
        for (int i = 0; i < count; i++) {
            line.add(new Coordinate(corners[2 * corner], corners[2 * corner + 1]));
            corner = corner == 0 ? Discs.CORNERS - 1 : corner - 1;
        }
        return false;
    }

    private void assemble() throws Undecided {
        shells.sort(Comparator.comparingDouble(Ring::areaSquareMetres));
        for (Ring hole : holes) {
            shellOf(hole).holes.add(hole);
        }
        for (Ring shell : shells) {
            double area = shell.areaSquareMetres;
            for (Ring hole : shell.holes) {
                area += hole.areaSquareMetres;
            }
            Polygon shape = shapes.createPolygon(
                    shell.line, shell.holes.stream().map(Ring::line).toArray(LinearRing[]::new));
            if ((shell.mayTouch || shell.holes.stream().anyMatch(Ring::mayTouch)) && !shape.isValid()) {
                throw new Undecided("a gap that touches itself");
            }
            parts.add(new Part(shape, area));
        }
    }

    /// The smallest shell around a hole. Most have but one that is large enough.
    private Ring shellOf(Ring hole) throws Undecided {
        Ring waiting = null;
        for (Ring shell : shells) {
            if (shell.areaSquareMetres < -hole.areaSquareMetres || !shell.box.contains(hole.box)) {
                continue;
            }
            if (waiting != null && isIn(hole, waiting)) {
                return waiting;
            }
            waiting = shell;
        }
        if (waiting == null) {
            throw new Undecided("a hole in nothing");
        }
        return waiting;
    }

    /// Whether the hole lies in the shell: by a corner of it that is not one of the shell's.
    private static boolean isIn(Ring hole, Ring shell) {
        for (int i = 0; i < hole.line.getNumPoints(); i++) {
            int where = RayCrossingCounter.locatePointInRing(
                    hole.line.getCoordinateN(i), shell.line.getCoordinateSequence());
            if (where != Location.BOUNDARY) {
                return where == Location.INTERIOR;
            }
        }
        return false;
    }
}
