package dev.yizhan.service.nearest;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.reach.Roads;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.station.StationSnapshot.Near;
import dev.yizhan.service.web.CurrentDataset;
import dev.yizhan.service.web.DirectAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.stereotype.Component;

/// Answers from the snapshot in memory: no database on the way.
@Component
class NearestStations implements DirectAnswer<NearestQuery> {

    static final String PATH = "/v1/stations/nearest";

    private final StationFeed feed;
    private final CurrentDataset current;
    private final NearestWriter writer;
    private final Roads roads;

    NearestStations(StationFeed feed, CurrentDataset current, NearestWriter writer, Roads roads) {
        this.feed = feed;
        this.current = current;
        this.writer = writer;
        this.roads = roads;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Class<NearestQuery> query() {
        return NearestQuery.class;
    }

    @Override
    public @Nullable DataBuffer answer(NearestQuery query, DataBufferFactory buffers) {
        // A search over roads is no work for the event loop.
        return query.rank() != NearestQuery.Rank.DISTANCE && roads.network() != null ? null : straight(query, buffers);
    }

    /// By the straight line, whatever roads there are.
    DataBuffer straight(NearestQuery query, DataBufferFactory buffers) {
        StationSnapshot snapshot = feed.snapshot();
        Selection selection = query.selection();
        snapshot.catalogue().requireKnown(selection);
        LonLat place = query.place();
        double radiusMetres = query.radiusMetres();
        Long openAt = selection.openAtSecond();
        long moment = openAt == null ? Instant.now().getEpochSecond() : openAt;
        List<Near> near = snapshot.nearest(place, query.limit(), radiusMetres, selection, moment);
        boolean widened = near.isEmpty();
        if (widened) {
            radiusMetres = query.widenedRadiusMetres();
            near = snapshot.nearest(place, query.limit(), radiusMetres, selection, moment);
        }
        return writer.write(
                near,
                null,
                place,
                query.crs(),
                query.rank().standard(),
                snapshot.version(),
                widened,
                radiusMetres,
                current.stale(),
                current.staleSince(),
                buffers);
    }
}
