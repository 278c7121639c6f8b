package dev.yizhan.geo.coverage;

import java.util.Arrays;

/// Joins the bare parts of a ring's edges to arcs: from one crossing, over corners, to the next.
///
/// **Shape**  [#begin], then for each edge in order [#edge] and its parts, then [#end].
final class Chain implements Spans.Bare {

    private int edges;
    private int edge;
    private boolean isOpen;
    private boolean mustGoOn;
    private int size;
    private int[] startEdge = new int[16];
    private int[] startNode = new int[16];
    private int[] endEdge = new int[16];
    private int[] endNode = new int[16];

    void begin() {
        edges = 0;
        edge = -1;
        size = 0;
        isOpen = false;
        mustGoOn = false;
    }

    /// The next edge: what was bare to its first corner must be bare beyond it.
    void edge() throws Undecided {
        check();
        edge++;
        edges++;
        mustGoOn = isOpen;
    }

    private void check() throws Undecided {
        if (mustGoOn) {
            throw new Undecided("an arc that ends at a corner");
        }
    }

    @Override
    public void part(double from, int fromNode, double to, int toNode) throws Undecided {
        if (fromNode == Nodes.NONE && isOpen) {
            mustGoOn = false;
        } else {
            if (fromNode == Nodes.NONE && edge > 0) {
                throw new Undecided("an arc that begins at a corner");
            }
            if (size == startEdge.length) {
                startEdge = Arrays.copyOf(startEdge, 2 * size);
                startNode = Arrays.copyOf(startNode, 2 * size);
                endEdge = Arrays.copyOf(endEdge, 2 * size);
                endNode = Arrays.copyOf(endNode, 2 * size);
            }
            startEdge[size] = edge;
            startNode[size++] = fromNode;
        }
        endEdge[size - 1] = edge;
        endNode[size - 1] = toNode;
        isOpen = toNode == Nodes.NONE;
    }

    /// Joins the last arc to the first where both meet at the ring's first corner.
    void end() throws Undecided {
        check();
        boolean beginsAtCorner = size > 0 && startNode[0] == Nodes.NONE;
        if (beginsAtCorner != isOpen) {
            throw new Undecided("an arc that ends at a corner");
        }
        if (beginsAtCorner && !isWholeRing()) {
            size--;
            startEdge[0] = startEdge[size] - edges;
            startNode[0] = startNode[size];
        }
    }

    boolean isWholeRing() {
        return size == 1 && startNode[0] == Nodes.NONE;
    }

    int size() {
        return size;
    }

    /// The edge on which the arc begins; less than zero where it began before the ring's first corner.
    int startEdge(int arc) {
        return startEdge[arc];
    }

    int startNode(int arc) {
        return startNode[arc];
    }

    int endEdge(int arc) {
        return endEdge[arc];
    }

    int endNode(int arc) {
        return endNode[arc];
    }
}
