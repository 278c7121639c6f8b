package dev.yizhan.service.coverage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How much of an answer by method=network roads decide.
///
/// **Shape**  stations are those near enough to a district that meets the roads, each once; of those with a
/// circle the ones whose circle touches it.
@JsonInclude(JsonInclude.Include.ALWAYS)
record RoadShare(
        @Schema(description = "Stations near enough to serve it, from which roads were followed.")
        int stationsByRoads,

        @Schema(description = "Stations with a circle instead, because no road is within 200 m of them.")
        int stationsByCircle,

        @Schema(
                description =
                        "Districts beyond the roads that are loaded, where every area is a circle: all while none are"
                                + " loaded.")
        int districtsBeyond,

        @Schema(description = "Why no roads are loaded; null where they are.") @Nullable
        String reason) {

    /// Counts district by district, on any threads; keeps no areas.
    static final class Tally {

        private final Set<String> byRoads = ConcurrentHashMap.newKeySet();
        private final Set<String> byCircle = ConcurrentHashMap.newKeySet();
        private final AtomicInteger beyond = new AtomicInteger();

        void add(Reach reach) {
            switch (reach) {
                case Reach.Circles _ -> beyond.incrementAndGet();
                case Reach.OverRoads over ->
                    over.areas().forEach(area -> (area.overRoads() ? byRoads : byCircle).addAll(area.stations()));
            }
        }

        /// @param graph null where circles were asked for: then roads have no share in it
        @Nullable
        RoadShare share(@Nullable String graph) {
            return graph == null
                    ? null
                    : new RoadShare(byRoads.size(), byCircle.size(), beyond.get(), Reaches.whyCircles(graph));
        }
    }

    /// Of one district.
    static @Nullable RoadShare of(@Nullable String graph, Reach reach) {
        Tally tally = new Tally();
        tally.add(reach);
        return tally.share(graph);
    }
}
