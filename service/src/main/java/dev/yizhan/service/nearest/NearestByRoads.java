package dev.yizhan.service.nearest;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.RoadNetwork;
import dev.yizhan.geo.reach.RoadNetwork.Candidate;
import dev.yizhan.geo.reach.RoadNetwork.Candidates;
import dev.yizhan.geo.reach.RoadNetwork.Way;
import dev.yizhan.service.nearest.NearestWriter.Travel;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.station.StationSnapshot.Near;
import dev.yizhan.service.web.CurrentDataset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Ranks by the time over roads, where there are any and the courier asks for it; else as [NearestStations]
/// does.
///
/// **Blocking** never: a search takes milliseconds, on the threads of [Roads].
@Component
class NearestByRoads {

    private final StationFeed feed;
    private final CurrentDataset current;
    private final NearestWriter writer;
    private final NearestStations stations;
    private final Roads roads;

    NearestByRoads(
            StationFeed feed, CurrentDataset current, NearestWriter writer, NearestStations stations, Roads roads) {
        this.feed = feed;
        this.current = current;
        this.writer = writer;
        this.stations = stations;
        this.roads = roads;
    }

    /// The answer as UTF-8.
    Mono<DataBuffer> answer(NearestQuery query, DataBufferFactory buffers) {
        RoadNetwork network = roads.network();
        return network == null || query.rank() == NearestQuery.Rank.DISTANCE
                ? Mono.just(stations.straight(query, buffers))
                : roads.search(() -> answer(network, query, buffers));
    }

    private DataBuffer answer(RoadNetwork network, NearestQuery query, DataBufferFactory buffers) {
        StationSnapshot snapshot = feed.snapshot();
        Selection selection = query.selection();
        snapshot.catalogue().requireKnown(selection);
        double radiusMetres = query.radiusMetres();
        Around around = new Around(query, selection, snapshot, radiusMetres);
        boolean widened = around.nearest(1).isEmpty();
        if (widened) {
            radiusMetres = query.widenedRadiusMetres();
            around = new Around(query, selection, snapshot, radiusMetres);
        }
        Optional<List<Way<Near>>> found =
                network.soonest(query.place(), query.rank().standard(), query.limit(), around);
        if (found.isEmpty()) {
            return stations.straight(query, buffers);
        }
        List<Way<Near>> ways = found.get();
        return writer.write(
                ways.stream().map(Way::what).toList(),
                ways.stream().map(NearestByRoads::travel).toList(),
                query.place(),
                query.crs(),
                query.rank().standard(),
                snapshot.version(),
                widened,
                radiusMetres,
                current.stale(),
                current.staleSince(),
                buffers);
    }

    private static Travel travel(Way<Near> way) {
        return new Travel(
                way.overRoads() ? NearestAnswer.Properties.NETWORK : NearestAnswer.Properties.STRAIGHT_LINE,
                way.distanceMetres(),
                way.durationSeconds());
    }

    /// What the selection leaves of the snapshot, within the radius.
    private static final class Around implements Candidates<Near> {

        private final LonLat place;
        private final Selection selection;
        private final StationSnapshot snapshot;
        private final double radiusMetres;
        private final long moment;

        Around(NearestQuery query, Selection selection, StationSnapshot snapshot, double radiusMetres) {
            this.place = query.place();
            this.selection = selection;
            this.snapshot = snapshot;
            this.radiusMetres = radiusMetres;
            Long openAt = selection.openAtSecond();
            this.moment = openAt == null ? Instant.now().getEpochSecond() : openAt;
        }

        @Override
        public List<Candidate<Near>> nearest(int count) {
            return candidates(count, radiusMetres);
        }

        @Override
        public List<Candidate<Near>> within(double metres) {
            return candidates(Integer.MAX_VALUE, Math.min(metres, radiusMetres));
        }

        private List<Candidate<Near>> candidates(int count, double metres) {
            return snapshot.nearest(place, count, metres, selection, moment).stream()
                    .map(near -> new Candidate<>(near, near.station().location(), near.distanceMetres()))
                    .toList();
        }
    }
}
