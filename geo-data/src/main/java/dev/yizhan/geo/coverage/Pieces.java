package dev.yizhan.geo.coverage;

import java.util.Arrays;

/// Pieces of the gaps' edges, each with its gap to the left: parts of the border, and parts of discs' edges, backwards.
///
/// **Shape**  a piece starts at a node and ends at one, or it is a whole ring and has neither.
final class Pieces {

    static final int BORDER = -1;

    private int size;
    /// The disc, or [#BORDER].
    private int[] disc = new int[64];
    /// The first corner, in the direction of the piece.
    private int[] firstCorner = new int[64];
    private int[] cornerCount = new int[64];
    private int[] startNode = new int[64];
    private int[] endNode = new int[64];

    void add(int ofDisc, int first, int count, int start, int end) {
        if (size == disc.length) {
            disc = Arrays.copyOf(disc, 2 * size);
            firstCorner = Arrays.copyOf(firstCorner, 2 * size);
            cornerCount = Arrays.copyOf(cornerCount, 2 * size);
            startNode = Arrays.copyOf(startNode, 2 * size);
            endNode = Arrays.copyOf(endNode, 2 * size);
        }
        disc[size] = ofDisc;
        firstCorner[size] = first;
        cornerCount[size] = count;
        startNode[size] = start;
        endNode[size++] = end;
    }

    /// The pieces close to rings if each crossing at which one ends is one at which exactly one other begins.
    ///
    /// **Errors** [Undecided] where they do not.
    void requireRings(Nodes nodes) throws Undecided {
        long[] starts = keys(startNode, nodes);
        long[] ends = keys(endNode, nodes);
        if (!Arrays.equals(starts, ends)) {
            throw new Undecided("a piece that leads nowhere");
        }
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] == starts[i - 1]) {
                throw new Undecided("two pieces from one crossing");
            }
        }
    }

    private long[] keys(int[] atNodes, Nodes nodes) {
        long[] keys = new long[size];
        int count = 0;
        for (int piece = 0; piece < size; piece++) {
            if (atNodes[piece] != Nodes.NONE) {
                keys[count++] = nodes.key(atNodes[piece]);
            }
        }
        Arrays.sort(keys, 0, count);
        return Arrays.copyOf(keys, count);
    }

    int size() {
        return size;
    }

    int disc(int piece) {
        return disc[piece];
    }

    int firstCorner(int piece) {
        return firstCorner[piece];
    }

    int cornerCount(int piece) {
        return cornerCount[piece];
    }

    int startNode(int piece) {
        return startNode[piece];
    }

    int endNode(int piece) {
        return endNode[piece];
    }
}
