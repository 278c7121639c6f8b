package dev.yizhan.geo.coverage;

import java.util.Arrays;

/// Crossings of two edges: where it is, and a key that both edges agree on.
final class Nodes {

    /// An end that is no crossing: a corner.
    static final int NONE = -1;

    private long[] keys = new long[256];
    private double[] places = new double[512];
    private int size;

    int add(long key, double x, double y) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            places = Arrays.copyOf(places, 4 * size);
        }
        keys[size] = key;
        places[2 * size] = x;
        places[2 * size + 1] = y;
        return size++;
    }

    long key(int node) {
        return keys[node];
    }

    double x(int node) {
        return places[2 * node];
    }

    double y(int node) {
        return places[2 * node + 1];
    }
}
