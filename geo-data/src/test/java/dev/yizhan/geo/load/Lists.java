package dev.yizhan.geo.load;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Station;
import dev.yizhan.geo.station.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Lists of stations to publish, and the words to publish them with.
final class Lists {

    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private Lists() {}

    /// A network that no other test knows.
    static String aNetwork() {
        return "test-" + ProcessHandle.current().pid() + "-" + NETWORKS.incrementAndGet();
    }

    static Station station(String sourceId, String name, double lon, double lat) {
        return new Station(
                sourceId,
                name,
                "中心路" + sourceId + "号",
                new LonLat(lon, lat),
                lon,
                lat,
                PositionQuality.SURVEYED,
                null,
                List.of(new Offer("water", null, null)),
                Status.OPEN,
                null,
                null,
                null,
                null,
                12,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /// Stations `from` to `to`, named `prefix 1` …, on a line east of Zhengzhou.
    static List<Station> stations(String prefix, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> station("s" + i, prefix + " " + i, 113.6 + i * 0.001, 34.75))
                .toList();
    }

    static Dataset dataset(String network) {
        return new Dataset(
                network,
                Dataset.Kind.STATIONS,
                Dataset.Positions.SYNTHETIC,
                "wgs84",
                "测试驿站",
                null,
                null,
                null,
                null,
                null);
    }

    static Publication.Origin file(String sha256) {
        return new Publication.Origin("list.csv", sha256, "datum=wgs84", "test");
    }

    /// Publishes a list in a transaction of its own.
    static StationPublisher.Outcome.Published publish(
            Connection connection, String network, String sha256, List<Station> stations) throws SQLException {
        return (StationPublisher.Outcome.Published)
                publish(connection, network, sha256, stations, StationPublisher.Removals.ALLOW_ALL);
    }

    static StationPublisher.Outcome publish(
            Connection connection,
            String network,
            String sha256,
            List<Station> stations,
            StationPublisher.Removals removals)
            throws SQLException {
        StationPublisher.Start start =
                StationPublisher.begin(connection, dataset(network), Network.of(network), file(sha256));
        if (!(start instanceof StationPublisher.Start.Fresh(StationPublisher publisher))) {
            throw new AssertionError("expected a new publication but began " + start);
        }
        for (Station station : stations) {
            publisher.add(station);
        }
        StationPublisher.Outcome outcome = publisher.publish(stations.size(), 0, removals);
        if (outcome instanceof StationPublisher.Outcome.Published) {
            connection.commit();
        } else {
            connection.rollback();
        }
        return outcome;
    }
}
