package dev.yizhan.geo.coverage;

import java.util.Arrays;

/// The parts 0..1 of one edge that something covers; what is left of it lies bare.
final class Spans {

    interface Bare {
        void part(double from, int fromNode, double to, int toNode) throws Undecided;
    }

    private double[] from = new double[16];
    private double[] to = new double[16];
    private int[] fromNode = new int[16];
    private int[] toNode = new int[16];
    private int size;

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(double spanFrom, int spanFromNode, double spanTo, int spanToNode) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
            fromNode = Arrays.copyOf(fromNode, 2 * size);
            toNode = Arrays.copyOf(toNode, 2 * size);
        }
        int at = size++;
        for (; at > 0 && from[at - 1] > spanFrom; at--) {
            from[at] = from[at - 1];
            to[at] = to[at - 1];
            fromNode[at] = fromNode[at - 1];
            toNode[at] = toNode[at - 1];
        }
        from[at] = spanFrom;
        to[at] = spanTo;
        fromNode[at] = spanFromNode;
        toNode[at] = spanToNode;
    }

    /// Hands over what no span covers, in order.
    ///
    /// @param tie ends closer to each other than this cannot be told apart
    void bare(double tie, Bare bare) throws Undecided {
        double end = 0;
        int endNode = Nodes.NONE;
        boolean endTied = false;
        double begun = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            boolean crosses = fromNode[i] != Nodes.NONE;
            if (crosses && from[i] - begun < tie) {
                throw new Undecided("two begin at once");
            }
            if (crosses && endNode != Nodes.NONE && Math.abs(from[i] - end) < tie) {
                throw new Undecided("one begins where another ends");
            }
            if (from[i] > end) {
                if (endTied) {
                    throw new Undecided("two end at once");
                }
                bare.part(end, endNode, from[i], fromNode[i]);
                begun = from[i];
            }
            if (toNode[i] != Nodes.NONE && endNode != Nodes.NONE && Math.abs(to[i] - end) < tie) {
                endTied = true;
            } else if (to[i] > end) {
                endTied = false;
            }
            if (to[i] > end) {
                end = to[i];
                endNode = toNode[i];
            }
        }
        if (end < 1) {
            if (endTied) {
                throw new Undecided("two end at once");
            }
            bare.part(end, endNode, 1, Nodes.NONE);
        }
    }
}
