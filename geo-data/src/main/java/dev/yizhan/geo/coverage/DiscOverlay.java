package dev.yizhan.geo.coverage;

import dev.yizhan.geo.measure.EllipsoidalArea;
import java.util.Arrays;

/// Lays discs over a district: which pieces of the border and of the discs' edges lie bare.
///
/// Discs are convex and of one size, so what one takes of another's edge is a run of corners that angles tell all but
/// exactly; only at its two ends, and only where nothing else lies over them, are edges crossed with each other.
///
/// **Errors** [Undecided] where things lie exactly on each other.
/// **Cost**   for each disc its neighbours, some ten of them exactly; for each edge of the border the discs near it.
final class DiscOverlay {

    private static final int CORNERS = Discs.CORNERS;
    /// About a hundredth of a millimetre: what lies closer may be put in the wrong order.
    private static final double TIE_DEGREES = 1e-10;
    /// Keeps a crossing between the ends of its edge, where rounding would put it on one.
    private static final double JUST = 1e-12;

    final Border border;
    final Discs discs;
    final Nodes nodes = new Nodes();
    final Pieces pieces = new Pieces();

    private final Neighbours neighbours = new Neighbours();
    private final Spans spans = new Spans();
    private final Chain chain = new Chain();
    final double base;
    /// The area between the parts of the border that discs hold and the parallel of `base`.
    private double belowHeldBorder;

    /// The same between the discs' bare edges, taken backwards, and that parallel.
    private double belowBareEdges;

    /// What discs take of the border's edges: for each edge the last contact, for each contact the one before.
    private final int[] lastContact;

    private int contactCount;
    private int[] contactBefore = new int[256];
    private double[] contactFrom = new double[256];
    private double[] contactTo = new double[256];
    private int[] contactFromNode = new int[256];
    private int[] contactToNode = new int[256];

    /// Where the border crosses the disc at hand: corners from north, sorted.
    private int crossingCount;

    private double[] crossingAt = new double[16];
    private int[] crossingNode = new int[16];
    private boolean[] crossingLeaves = new boolean[16];

    private final int[] nearEdges;
    private final int[] lookedAt;

    /// @param base what [EllipsoidalArea#belowPerRadian] says of some parallel through the district
    DiscOverlay(Border border, Discs discs, double base) throws Undecided {
        this.border = border;
        this.discs = discs;
        this.base = base;
        lastContact = new int[border.edgeCount()];
        Arrays.fill(lastContact, -1);
        nearEdges = new int[border.mostNear()];
        lookedAt = new int[border.edgeCount()];
        for (int disc = 0; disc < discs.size(); disc++) {
            lay(disc);
        }
        layBorder();
        pieces.requireRings(nodes);
    }

    /// What of the district the discs hold: what lies below their bare edges less what lies below the border that they
    /// hold.
    double coveredSquareMetres() {
        return Math.max(0, belowBareEdges - belowHeldBorder);
    }

    private void lay(int disc) throws Undecided {
        crossingCount = 0;
        boolean touches = crossBorder(disc);
        if (crossingCount == 0) {
            double x = discs.lon(disc);
            double y = discs.lat(disc);
            if (touches) {
                x = discs.corners(disc)[0];
                y = discs.corners(disc)[1];
            }
            if (!border.isInside(x, y)) {
                return;
            }
        }
        neighbours.of(discs, disc);
        closeOutside();
        if ((neighbours.openLow | neighbours.openHigh) != 0) {
            expose(disc);
        }
    }

    // The border against a disc.

    /// Takes what the disc holds from the border's edges near it; says whether it came near any.
    private boolean crossBorder(int disc) throws Undecided {
        double lon = discs.lon(disc);
        double lat = discs.lat(disc);
        int count = border.near(
                lon - discs.lonDegrees,
                lat - discs.latDegrees,
                lon + discs.lonDegrees,
                lat + discs.latDegrees,
                nearEdges);
        boolean touches = false;
        double metresALon = discs.metresALon(disc);
        double metresALat = discs.metresALat(disc);
        double slack = 0.002 + 4 * discs.latDegrees / 57 * (1 + Math.abs(Math.tan(Math.toRadians(lat))));
        double surely = discs.radiusMetres * (1 - slack);
        double perhaps = discs.radiusMetres * (1 + slack);
        for (int i = 0; i < count; i++) {
            int edge = nearEdges[i];
            if (lookedAt[edge] == disc + 1) {
                continue;
            }
            lookedAt[edge] = disc + 1;
            int next = border.next(edge);
            double px = (border.x(edge) - lon) * metresALon;
            double py = (border.y(edge) - lat) * metresALat;
            double qx = (border.x(next) - lon) * metresALon;
            double qy = (border.y(next) - lat) * metresALat;
            if (squareToLine(px, py, qx, qy) > perhaps * perhaps) {
                continue;
            }
            touches = true;
            if (Math.max(px * px + py * py, qx * qx + qy * qy) < surely * surely) {
                contact(edge, 0, Nodes.NONE, 1, Nodes.NONE);
            } else {
                crossEdge(disc, edge, next);
            }
        }
        checkCrossings();
        return touches;
    }

    private static double squareToLine(double px, double py, double qx, double qy) {
        double dx = qx - px;
        double dy = qy - py;
        double along = Math.max(0, Math.min(1, -(px * dx + py * dy) / (dx * dx + dy * dy)));
        double x = px + along * dx;
        double y = py + along * dy;
        return x * x + y * y;
    }

    private void crossEdge(int disc, int edge, int next) throws Undecided {
        double[] c = discs.corners(disc);
        double px = border.x(edge);
        double py = border.y(edge);
        double qx = border.x(next);
        double qy = border.y(next);
        double enters = Double.NaN;
        double leaves = Double.NaN;
        int entersNode = Nodes.NONE;
        int leavesNode = Nodes.NONE;
        double before = side(px, py, qx, qy, c[2 * CORNERS - 2], c[2 * CORNERS - 1]);
        for (int k = 0; k < CORNERS; k++) {
            int previous = 2 * (k == 0 ? CORNERS - 1 : k - 1);
            double here = side(px, py, qx, qy, c[2 * k], c[2 * k + 1]);
            if (before > 0 != here > 0) {
                double ax = c[previous];
                double ay = c[previous + 1];
                double bx = c[2 * k];
                double by = c[2 * k + 1];
                double p = side(ax, ay, bx, by, px, py);
                double q = side(ax, ay, bx, by, qx, qy);
                if (p > 0 != q > 0) {
                    int discEdge = k == 0 ? CORNERS - 1 : k - 1;
                    double onDisc = inside01(before / (before - here));
                    int node = nodes.add(
                            Long.MIN_VALUE | (long) edge << 31 | (long) disc << 7 | discEdge,
                            ax + onDisc * (bx - ax),
                            ay + onDisc * (by - ay));
                    if (q > 0) {
                        enters = inside01(p / (p - q));
                        entersNode = node;
                    } else {
                        leaves = inside01(p / (p - q));
                        leavesNode = node;
                    }
                    crossing(discEdge + onDisc, node, q > 0);
                }
            }
            before = here;
        }
        if (entersNode == Nodes.NONE && leavesNode == Nodes.NONE) {
            if (holds(disc, px, py)) {
                contact(edge, 0, Nodes.NONE, 1, Nodes.NONE);
            }
        } else if (entersNode != Nodes.NONE && leavesNode != Nodes.NONE && enters >= leaves) {
            throw new Undecided("an edge that leaves a disc before it enters it");
        } else {
            contact(
                    edge,
                    entersNode == Nodes.NONE ? 0 : enters,
                    entersNode,
                    leavesNode == Nodes.NONE ? 1 : leaves,
                    leavesNode);
        }
    }

    /// Whether a place lies in the disc's polygon.
    private boolean holds(int disc, double x, double y) throws Undecided {
        double[] c = discs.corners(disc);
        for (int k = 0; k < CORNERS; k++) {
            int next = 2 * (k + 1 == CORNERS ? 0 : k + 1);
            if (side(c[2 * k], c[2 * k + 1], c[next], c[next + 1], x, y) < 0) {
                return false;
            }
        }
        return true;
    }

    private void contact(int edge, double from, int fromNode, double to, int toNode) {
        if (contactCount == contactBefore.length) {
            int longer = 2 * contactCount;
            contactBefore = Arrays.copyOf(contactBefore, longer);
            contactFrom = Arrays.copyOf(contactFrom, longer);
            contactTo = Arrays.copyOf(contactTo, longer);
            contactFromNode = Arrays.copyOf(contactFromNode, longer);
            contactToNode = Arrays.copyOf(contactToNode, longer);
        }
        contactBefore[contactCount] = lastContact[edge];
        contactFrom[contactCount] = from;
        contactTo[contactCount] = to;
        contactFromNode[contactCount] = fromNode;
        contactToNode[contactCount] = toNode;
        lastContact[edge] = contactCount++;
    }

    private void crossing(double at, int node, boolean leavesDistrict) {
        if (crossingCount == crossingAt.length) {
            crossingAt = Arrays.copyOf(crossingAt, 2 * crossingCount);
            crossingNode = Arrays.copyOf(crossingNode, 2 * crossingCount);
            crossingLeaves = Arrays.copyOf(crossingLeaves, 2 * crossingCount);
        }
        int place = crossingCount++;
        for (; place > 0 && crossingAt[place - 1] > at; place--) {
            crossingAt[place] = crossingAt[place - 1];
            crossingNode[place] = crossingNode[place - 1];
            crossingLeaves[place] = crossingLeaves[place - 1];
        }
        crossingAt[place] = at;
        crossingNode[place] = node;
        crossingLeaves[place] = leavesDistrict;
    }

    private void checkCrossings() throws Undecided {
        for (int i = 0; i < crossingCount; i++) {
            if (crossingLeaves[i] == crossingLeaves[(i + 1) % crossingCount]) {
                throw new Undecided("a disc that leaves the district twice");
            }
        }
    }

    // A disc's edge against the district's outside and the other discs.

    /// Whether the disc's edge is outside the district just after this crossing, or before the first.
    private boolean isOutsideAfter(int crossing) {
        return crossingLeaves[crossing < 0 ? crossingCount - 1 : crossing];
    }

    private void closeOutside() {
        if (crossingCount == 0) {
            return;
        }
        int crossing = -1;
        for (int k = 0; k < CORNERS; k++) {
            boolean outside = isOutsideAfter(crossing);
            int before = crossing;
            while (crossing + 1 < crossingCount && crossingAt[crossing + 1] < k + 1) {
                crossing++;
            }
            if (outside && crossing == before) {
                neighbours.close(k, k + 1);
            }
        }
    }

    private int disc;
    private int edge;

    private void expose(int exposed) throws Undecided {
        disc = exposed;
        chain.begin();
        int crossing = -1;
        for (int k = 0; k < CORNERS; k++) {
            edge = k;
            chain.edge();
            spans.clear();
            boolean outside = crossingCount > 0 && isOutsideAfter(crossing);
            double from = 0;
            int fromNode = Nodes.NONE;
            while (crossing + 1 < crossingCount && crossingAt[crossing + 1] < k + 1) {
                crossing++;
                double to = crossingAt[crossing] - k;
                if (outside) {
                    spans.add(from, fromNode, to, crossingNode[crossing]);
                }
                outside = !outside;
                from = to;
                fromNode = crossingNode[crossing];
            }
            if (neighbours.isOpen(k)) {
                if (outside && fromNode != Nodes.NONE) {
                    spans.add(from, fromNode, 1, Nodes.NONE);
                }
                bareEdge();
            }
        }
        chain.end();
        if (chain.isWholeRing()) {
            bare(CORNERS - 1, CORNERS, Nodes.NONE, Nodes.NONE);
            return;
        }
        for (int arc = 0; arc < chain.size(); arc++) {
            bare(
                    chain.endEdge(arc),
                    chain.endEdge(arc) - chain.startEdge(arc),
                    chain.endNode(arc),
                    chain.startNode(arc));
        }
    }

    /// Adds a piece of the disc's edge, backwards, and measures what lies below it.
    private void bare(int first, int count, int startNode, int endNode) {
        pieces.add(disc, first, count, startNode, endNode);
        double[] c = discs.corners(disc);
        boolean isRing = startNode == Nodes.NONE;
        // A ring goes from its last corner to its first.
        double x = isRing ? c[0] : nodes.x(startNode);
        double y = isRing ? c[1] : nodes.y(startNode);
        int corner = first;
        for (int i = 0; i < count; i++) {
            belowBareEdges += EllipsoidalArea.between(x, y, c[2 * corner], c[2 * corner + 1], base);
            x = c[2 * corner];
            y = c[2 * corner + 1];
            corner = corner == 0 ? CORNERS - 1 : corner - 1;
        }
        if (!isRing) {
            belowBareEdges += EllipsoidalArea.between(x, y, nodes.x(endNode), nodes.y(endNode), base);
        }
    }

    private void bareEdge() throws Undecided {
        double[] c = discs.corners(disc);
        int a = 2 * edge;
        int b = 2 * (edge + 1 == CORNERS ? 0 : edge + 1);
        for (int n = 0; n < neighbours.size; n++) {
            double towards = wrapped(edge + 0.5 - neighbours.middle[n]);
            double nearest = Math.max(0, Math.abs(towards) - 0.5);
            double farthest = Math.min(Neighbours.HALF, Math.abs(towards) + 0.5);
            double surely = neighbours.surely[n];
            double perhaps = neighbours.perhaps[n];
            if (nearest > perhaps) {
                continue;
            }
            if (farthest <= surely) {
                spans.add(0, Nodes.NONE, 1, Nodes.NONE);
                return;
            }
            // Seen from the other disc the crossing lies as far from the line between the two, on the other side.
            double opposite = neighbours.middle[n] + Neighbours.HALF;
            boolean bothSides = nearest == 0 || surely < 1 || perhaps > Neighbours.HALF - 1;
            double firstEdge = bothSides || towards > 0 ? opposite - perhaps : opposite + surely;
            double lastEdge = bothSides || towards < 0 ? opposite + perhaps : opposite - surely;
            int first = (int) Math.floor(firstEdge);
            int last = (int) Math.min(Math.floor(lastEdge), first + CORNERS - 1);
            crossDisc(neighbours.disc[n], first, last, a, b, nearest < surely, farthest > perhaps);
        }
        spans.bare(TIE_DEGREES / Math.hypot(c[b] - c[a], c[b + 1] - c[a + 1]), chain);
    }

    /// Adds what another disc takes of the edge a → b; only its edges from `first` to `last` may cross that.
    private void crossDisc(int other, int first, int last, int a, int b, boolean isPartlyIn, boolean isPartlyOut)
            throws Undecided {
        double[] c = discs.corners(other);
        double[] mine = discs.corners(disc);
        double ax = mine[a];
        double ay = mine[a + 1];
        double bx = mine[b];
        double by = mine[b + 1];
        double enters = Double.NaN;
        double leaves = Double.NaN;
        int entersNode = Nodes.NONE;
        int leavesNode = Nodes.NONE;
        int k = Math.floorMod(first, CORNERS);
        double cx = c[2 * k];
        double cy = c[2 * k + 1];
        double sideC = side(ax, ay, bx, by, cx, cy);
        for (int i = first; i <= last; i++) {
            int next = k + 1 == CORNERS ? 0 : k + 1;
            double dx = c[2 * next];
            double dy = c[2 * next + 1];
            double sideD = side(ax, ay, bx, by, dx, dy);
            if (sideC > 0 != sideD > 0) {
                double sideA = side(cx, cy, dx, dy, ax, ay);
                double sideB = side(cx, cy, dx, dy, bx, by);
                if (sideA > 0 != sideB > 0) {
                    double along = inside01(sideA / (sideA - sideB));
                    int node = node(other, k, along, sideC / (sideC - sideD), ax, ay, bx, by, cx, cy, dx, dy);
                    if (sideB > 0) {
                        enters = along;
                        entersNode = node;
                    } else {
                        leaves = along;
                        leavesNode = node;
                    }
                }
            }
            k = next;
            cx = dx;
            cy = dy;
            sideC = sideD;
        }
        if (entersNode == Nodes.NONE && leavesNode == Nodes.NONE) {
            if (isPartlyIn || (!isPartlyOut && holds(other, ax, ay))) {
                spans.add(0, Nodes.NONE, 1, Nodes.NONE);
            }
        } else if (entersNode != Nodes.NONE && leavesNode != Nodes.NONE && enters >= leaves) {
            throw new Undecided("an edge that leaves a disc before it enters it");
        } else {
            spans.add(
                    entersNode == Nodes.NONE ? 0 : enters,
                    entersNode,
                    leavesNode == Nodes.NONE ? 1 : leaves,
                    leavesNode);
        }
    }

    /// The crossing of this disc's edge a → b and another's c → d, the same whichever of the two asks.
    private int node(
            int other,
            int otherEdge,
            double along,
            double alongOther,
            double ax,
            double ay,
            double bx,
            double by,
            double cx,
            double cy,
            double dx,
            double dy) {
        if (disc < other) {
            return nodes.add(
                    (long) disc << 38 | (long) other << 14 | (long) edge << 7 | otherEdge,
                    ax + along * (bx - ax),
                    ay + along * (by - ay));
        }
        double t = inside01(alongOther);
        return nodes.add(
                (long) other << 38 | (long) disc << 14 | (long) otherEdge << 7 | edge,
                cx + t * (dx - cx),
                cy + t * (dy - cy));
    }

    // The border, once all discs are laid.

    private void layBorder() throws Undecided {
        for (int ring = 0; ring < border.ringCount(); ring++) {
            int start = border.ringStart(ring);
            int count = border.ringEnd(ring) - start;
            chain.begin();
            for (int e = start; e < start + count; e++) {
                chain.edge();
                if (lastContact[e] < 0) {
                    chain.part(0, Nodes.NONE, 1, Nodes.NONE);
                } else {
                    layEdge(e, e + 1 == start + count ? start : e + 1);
                }
            }
            chain.end();
            if (chain.isWholeRing()) {
                pieces.add(Pieces.BORDER, start, count, Nodes.NONE, Nodes.NONE);
                continue;
            }
            for (int arc = 0; arc < chain.size(); arc++) {
                int first = Math.floorMod(chain.startEdge(arc) + 1, count) + start;
                pieces.add(
                        Pieces.BORDER,
                        first,
                        chain.endEdge(arc) - chain.startEdge(arc),
                        chain.startNode(arc),
                        chain.endNode(arc));
            }
        }
    }

    private void layEdge(int e, int next) throws Undecided {
        spans.clear();
        for (int contact = lastContact[e]; contact >= 0; contact = contactBefore[contact]) {
            spans.add(contactFrom[contact], contactFromNode[contact], contactTo[contact], contactToNode[contact]);
        }
        double px = border.x(e);
        double py = border.y(e);
        double qx = border.x(next);
        double qy = border.y(next);
        belowHeldBorder += EllipsoidalArea.between(px, py, qx, qy, base);
        spans.bare(TIE_DEGREES / Math.hypot(qx - px, qy - py), (from, fromNode, to, toNode) -> {
            chain.part(from, fromNode, to, toNode);
            belowHeldBorder -= EllipsoidalArea.between(
                    fromNode == Nodes.NONE ? px : nodes.x(fromNode),
                    fromNode == Nodes.NONE ? py : nodes.y(fromNode),
                    toNode == Nodes.NONE ? qx : nodes.x(toNode),
                    toNode == Nodes.NONE ? qy : nodes.y(toNode),
                    base);
        });
    }

    private static double side(double ax, double ay, double bx, double by, double cx, double cy) throws Undecided {
        double side = Side.of(ax, ay, bx, by, cx, cy);
        if (Math.abs(side) < Side.DOUBTFUL && !Side.isSure(side, ax, ay, bx, by, cx, cy)) {
            throw new Undecided("a point on a line");
        }
        return side;
    }

    /// An angle in corners between half a turn back and half a turn on.
    private static double wrapped(double corners) {
        return corners - CORNERS * Math.rint(corners / CORNERS);
    }

    private static double inside01(double along) {
        return Math.max(JUST, Math.min(along, 1 - JUST));
    }
}
