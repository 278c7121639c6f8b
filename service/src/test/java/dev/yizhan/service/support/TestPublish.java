package dev.yizhan.service.support;

import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.Network;
import dev.yizhan.geo.load.Publication;
import dev.yizhan.geo.load.StationPublisher;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Station;
import dev.yizhan.geo.station.Status;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Publishes made-up stations, as a loader does.
public final class TestPublish {

    private TestPublish() {}

    /// Publishes stations s0, s1 … of the network `feed`, a stretch of road from 113, 34 eastward,
    /// all with this name.
    ///
    /// @return the dataset version
    public static String publish(Connection connection, String name, int count) throws Exception {
        return publish(connection, name, count, null);
    }

    /// The same, with what is known of whether the first of them is in service.
    public static String publish(Connection connection, String name, int count, @Nullable Status first)
            throws Exception {
        connection.setAutoCommit(false);
        Dataset dataset = new Dataset(
                "feed",
                Dataset.Kind.STATIONS,
                Dataset.Positions.SYNTHETIC,
                "wgs84",
                null,
                null,
                null,
                null,
                null,
                null);
        var start = (StationPublisher.Start.Fresh) StationPublisher.begin(
                connection, dataset, Network.of("feed"), new Publication.Origin(name, name, "", "test"));
        for (int i = 0; i < count; i++) {
            start.publisher().add(station("s" + i, name, 113 + i * 1e-4, i == 0 ? first : null));
        }
        var outcome = (StationPublisher.Outcome.Published)
                start.publisher().publish(count, 0, StationPublisher.Removals.ALLOW_ALL);
        connection.commit();
        return outcome.version();
    }

    private static Station station(String id, String name, double lon, @Nullable Status status) {
        return new Station(
                id,
                name,
                null,
                new LonLat(lon, 34),
                lon,
                34,
                PositionQuality.SYNTHETIC,
                null,
                List.of(),
                status,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }
}
