package dev.yizhan.geo.reach;

import com.carrotsearch.hppc.IntObjectHashMap;
import com.graphhopper.isochrone.algorithm.ShortestPathTree;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The fastest ways between one place beside a road and all junctions around it, up to a time.
///
/// **Units**  seconds at the profile's own speeds; metres along the roads. The way to the first road counts.
/// **Cost**   about a microsecond a junction.
final class RoadTree {

    /// A junction, when it is reached and how far it is.
    record Junction(double seconds, double metres) {}

    private final QueryGraph graph;
    private final Weighting weighting;
    private final boolean towards;
    private final RoadSide start;
    private final IntObjectHashMap<Junction> junctions = new IntObjectHashMap<>();
    private double frontierSeconds;

    private RoadTree(QueryGraph graph, Weighting weighting, boolean towards, RoadSide start) {
        this.graph = graph;
        this.weighting = weighting;
        this.towards = towards;
        this.start = start;
        this.frontierSeconds = start.offRoadSeconds();
    }

    /// Ways away from the start, or, if `towards`, to it.
    ///
    /// @param junction the start's number in the graph
    /// @param enough   asked after each junction whether to stop before the limit
    static RoadTree grow(
            QueryGraph graph,
            Weighting weighting,
            boolean towards,
            RoadSide start,
            int junction,
            double limitSeconds,
            Enough enough) {
        RoadTree tree = new RoadTree(graph, weighting, towards, start);
        double roadSeconds = limitSeconds - start.offRoadSeconds();
        if (roadSeconds >= 0) {
            Search search = new Search(graph, weighting, towards, () -> enough.after(tree));
            search.setWeightLimit(roadSeconds);
            search.search(junction, label -> {
                tree.frontierSeconds = start.offRoadSeconds() + label.weight;
                tree.junctions.put(
                        label.node, new Junction(tree.frontierSeconds, start.offRoadMetres() + label.distance));
            });
            if (!search.stopped) {
                tree.frontierSeconds = limitSeconds;
            }
        }
        return tree;
    }

    /// Whether a tree has grown enough.
    interface Enough {

        Enough NEVER = _ -> false;

        boolean after(RoadTree tree);
    }

    private static final class Search extends ShortestPathTree {

        private final BooleanSupplier enough;
        private boolean stopped;

        Search(QueryGraph graph, Weighting weighting, boolean towards, BooleanSupplier enough) {
            super(graph, graph.wrapWeighting(weighting), towards, TraversalMode.NODE_BASED);
            this.enough = enough;
        }

        @Override
        protected boolean finished() {
            stopped = stopped || enough.getAsBoolean();
            return stopped || super.finished();
        }
    }

    /// Up to when all junctions are known.
    double frontierSeconds() {
        return frontierSeconds;
    }

    @Nullable
    Junction junction(int node) {
        return junctions.get(node);
    }

    boolean towards() {
        return towards;
    }

    RoadSide start() {
        return start;
    }
}
