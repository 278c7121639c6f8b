package dev.yizhan.service.siting;

import java.util.ArrayDeque;
import java.util.Arrays;

/// How much demand a growing set of sites serves when each can serve only so much: demand is handed on from
/// site to site until no more fits in.
///
/// **Units**  weights of demand; a place's demand may be split between sites.
/// **Source** maximum flow by augmenting paths (L. R. Ford, D. R. Fulkerson, 1956; shortest ones first, J.
/// Edmonds, R. M. Karp, 1972).
final class CapacityFlow {

    private final int[][] reach;
    private final int[][] reachedBy;
    private final double capacity;
    private final double tiny;
    /// What is left to serve of each client.
    private double[] left;
    /// flow[site][at] goes to client reach[site][at].
    private double[][] flow;
    private boolean[] open;
    private double served;

    /// @param reach     for each site its clients, ascending
    /// @param reachedBy for each client its sites, ascending
    CapacityFlow(int[][] reach, int[][] reachedBy, double[] weights, double capacity) {
        this.reach = reach;
        this.reachedBy = reachedBy;
        this.capacity = capacity;
        this.left = weights.clone();
        this.flow = new double[reach.length][];
        for (int site = 0; site < reach.length; site++) {
            flow[site] = new double[reach[site].length];
        }
        this.open = new boolean[reach.length];
        this.tiny = 1e-9 * Math.max(1, Arrays.stream(weights).max().orElse(1));
    }

    double served() {
        return served;
    }

    /// What each site serves.
    double load(int site) {
        return Arrays.stream(flow[site]).sum();
    }

    /// How much more a further site would let be served; nothing is changed.
    double gain(int site) {
        double[] leftBefore = left.clone();
        double[][] flowBefore = new double[flow.length][];
        for (int one = 0; one < flow.length; one++) {
            flowBefore[one] = open[one] || one == site ? flow[one].clone() : flow[one];
        }
        double servedBefore = served;
        add(site);
        double gain = served - servedBefore;
        open[site] = false;
        left = leftBefore;
        flow = flowBefore;
        served = servedBefore;
        return gain;
    }

    void add(int site) {
        open[site] = true;
        double room = capacity;
        while (room > tiny) {
            double pushed = augment(site, room);
            if (pushed <= 0) {
                break;
            }
            room -= pushed;
            served += pushed;
        }
    }

    /// Sends what it can along one shortest path from the site to a client with something left; other sites on
    /// the path give a client up and take another instead.
    private double augment(int source, double room) {
        int[] siteBefore = new int[left.length];
        int[] clientBefore = new int[reach.length];
        Arrays.fill(siteBefore, -1);
        Arrays.fill(clientBefore, -2);
        clientBefore[source] = -1;
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(source);
        while (!queue.isEmpty()) {
            int site = queue.remove();
            for (int client : reach[site]) {
                if (siteBefore[client] >= 0) {
                    continue;
                }
                siteBefore[client] = site;
                if (left[client] > tiny) {
                    return push(client, room, siteBefore, clientBefore);
                }
                for (int other : reachedBy[client]) {
                    if (open[other] && clientBefore[other] == -2 && flow[other][at(other, client)] > tiny) {
                        clientBefore[other] = client;
                        queue.add(other);
                    }
                }
            }
        }
        return 0;
    }

    private double push(int end, double room, int[] siteBefore, int[] clientBefore) {
        double amount = Math.min(room, left[end]);
        for (int client = end; ; ) {
            int site = siteBefore[client];
            int given = clientBefore[site];
            if (given < 0) {
                break;
            }
            amount = Math.min(amount, flow[site][at(site, given)]);
            client = given;
        }
        left[end] -= amount;
        for (int client = end; ; ) {
            int site = siteBefore[client];
            flow[site][at(site, client)] += amount;
            int given = clientBefore[site];
            if (given < 0) {
                break;
            }
            flow[site][at(site, given)] -= amount;
            client = given;
        }
        return amount;
    }

    private int at(int site, int client) {
        return Arrays.binarySearch(reach[site], client);
    }
}
