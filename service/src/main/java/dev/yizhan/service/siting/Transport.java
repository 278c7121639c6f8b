package dev.yizhan.service.siting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// How much demand sites can serve together when each serves so much at most: counted for the re-check, in
/// another way than the search counts it.
///
/// **Units**  weights of demand, which may be split between sites.
/// **Source** maximum flow in layers (E. A. Dinitz, 1970).
final class Transport {

    private static final int SOURCE = 0;
    private static final int SINK = 1;

    private final double tiny;
    private final List<List<Integer>> edgesOf = new ArrayList<>();
    /// An edge and, next to it, the way back: `to[edge ^ 1]` is where an edge begins.
    private final List<Integer> to = new ArrayList<>();
    private final List<double[]> room = new ArrayList<>();
    private int[] layer = new int[0];
    private int[] next = new int[0];

    private Transport(double tiny) {
        this.tiny = tiny;
    }

    /// @param loads  what each site serves at most
    /// @param wanted demand by the sites, of which there is at least one, in whose reach it is
    static double most(double[] loads, Map<BitSet, Double> wanted) {
        double whole = wanted.values().stream().mapToDouble(Double::doubleValue).sum();
        Transport transport = new Transport(1e-12 * Math.max(1, whole));
        transport.node();
        transport.node();
        int first = 2;
        for (double load : loads) {
            transport.edge(SOURCE, transport.node(), load);
        }
        wanted.forEach((sites, weight) -> {
            int demand = transport.node();
            sites.stream().forEach(site -> transport.edge(first + site, demand, Double.POSITIVE_INFINITY));
            transport.edge(demand, SINK, weight);
        });
        return transport.run();
    }

    private int node() {
        edgesOf.add(new ArrayList<>());
        return edgesOf.size() - 1;
    }

    private void edge(int from, int there, double most) {
        edgesOf.get(from).add(to.size());
        to.add(there);
        room.add(new double[] {most});
        edgesOf.get(there).add(to.size());
        to.add(from);
        room.add(new double[] {0});
    }

    private double run() {
        double sum = 0;
        while (layered()) {
            next = new int[edgesOf.size()];
            for (double sent = send(SOURCE, Double.POSITIVE_INFINITY);
                    sent > 0;
                    sent = send(SOURCE, Double.POSITIVE_INFINITY)) {
                sum += sent;
            }
        }
        return sum;
    }

    /// How many edges each node is from the source, over edges that have room; false where the sink is cut off.
    private boolean layered() {
        layer = new int[edgesOf.size()];
        Arrays.fill(layer, -1);
        layer[SOURCE] = 0;
        int[] queue = new int[layer.length];
        int end = 1;
        for (int at = 0; at < end; at++) {
            for (int edge : edgesOf.get(queue[at])) {
                int there = to.get(edge);
                if (layer[there] < 0 && room.get(edge)[0] > tiny) {
                    layer[there] = layer[queue[at]] + 1;
                    queue[end++] = there;
                }
            }
        }
        return layer[SINK] >= 0;
    }

    private double send(int node, double most) {
        if (node == SINK) {
            return most;
        }
        List<Integer> edges = edgesOf.get(node);
        for (; next[node] < edges.size(); next[node]++) {
            int edge = edges.get(next[node]);
            int there = to.get(edge);
            if (layer[there] == layer[node] + 1 && room.get(edge)[0] > tiny) {
                double sent = send(there, Math.min(most, room.get(edge)[0]));
                if (sent > 0) {
                    room.get(edge)[0] -= sent;
                    room.get(edge ^ 1)[0] += sent;
                    return sent;
                }
            }
        }
        return 0;
    }
}
