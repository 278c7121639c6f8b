package dev.yizhan.service.nearest;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.station.Selection;
import dev.yizhan.service.station.StationFeed;
import dev.yizhan.service.station.StationSnapshot;
import dev.yizhan.service.station.StationSnapshot.Near;
import dev.yizhan.service.web.CurrentDataset;
import dev.yizhan.service.web.DirectAnswer;
import java.time.Instant;
import java.util.List;
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

    NearestStations(StationFeed feed, CurrentDataset current, NearestWriter writer) {
        this.feed = feed;
        this.current = current;
        this.writer = writer;
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
    public DataBuffer answer(NearestQuery query, DataBufferFactory buffers) {
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
