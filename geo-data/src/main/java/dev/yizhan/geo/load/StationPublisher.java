package dev.yizhan.geo.load;

import dev.yizhan.geo.coverage.CoverageRefresh;
import dev.yizhan.geo.hours.HoursText;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.Station;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Publishes the full list of a network's stations: what changed gets the new version, what is
/// missing becomes a tombstone, what came back is alive again, and the rest is not touched.
///
/// **Shape**  [#begin], then [#add] for each station, then [#publish]; the caller commits, or rolls
/// back at any time and nothing has happened.
/// **Cost**  a bounded handful of rows in memory; the rest waits in a temporary table of the transaction.
public final class StationPublisher {

    /// What beginning led to.
    public sealed interface Start {
        record Fresh(StationPublisher publisher) implements Start {}

        record Repeat(String version) implements Start {}
    }

    /// What to do with a list that would remove more than half of the network.
    public enum Removals {
        REFUSE_MOST,
        ALLOW_ALL
    }

    /// What publishing led to.
    public sealed interface Outcome {
        record Published(
                String version,
                long number,
                int stations,
                int added,
                int updated,
                int revived,
                int removed,
                int outsideEveryDistrict)
                implements Outcome {
            public int changed() {
                return added + updated + revived;
            }
        }

        /// The list lacks most of the stations that are there now: rather a wrong file than so many
        /// closures.
        record TooManyRemoved(int missing, int live) implements Outcome {}
    }

    private static final List<String> FACTS = List.of(
            "tier",
            "name",
            "address",
            "location",
            "source_x",
            "source_y",
            "source_datum",
            "converter_version",
            "position_quality",
            "district_text",
            "status",
            "entry",
            "hours_text",
            "hours_osm",
            "hours_verified_at",
            "venue",
            "capacity",
            "operator",
            "verified_at",
            "as_of",
            "source",
            "description",
            "amenities",
            "offers",
            "sessions",
            "search_text");
    private static final String FACT_LIST = String.join(", ", FACTS);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Connection connection;
    private final Publication publication;
    private final Dataset dataset;
    private final Network network;
    private final String converterVersion;
    private final CopyBuffer staged;

    private StationPublisher(
            Connection connection, Publication publication, Dataset dataset, Network network, String converterVersion) {
        this.connection = connection;
        this.publication = publication;
        this.dataset = dataset;
        this.network = network;
        this.converterVersion = converterVersion;
        this.staged = new CopyBuffer(connection, "staged_station", "id, network, source_id, " + FACT_LIST);
    }

    /// Waits for its turn and opens the next publication of a network's stations, unless it would
    /// repeat the newest.
    ///
    /// **Blocking**  until the publisher before has ended.
    /// **Errors** [IllegalArgumentException] when the network belongs to another dataset.
    public static Start begin(Connection connection, Dataset dataset, Network network, Publication.Origin origin)
            throws SQLException {
        return switch (Publication.begin(connection, dataset, origin)) {
            case Publication.Start.Repeat repeat -> new Start.Repeat(repeat.version());
            case Publication.Start.Fresh fresh -> {
                Networks.write(connection, dataset.name(), network);
                try (Statement create = connection.createStatement()) {
                    create.execute("create temp table staged_station on commit drop as select id, network, source_id, "
                            + FACT_LIST + " from station with no data");
                    create.execute("alter table staged_station add primary key (id)");
                }
                yield new Start.Fresh(new StationPublisher(
                        connection, fresh.publication(), dataset, network, origin.converterVersion()));
            }
        };
    }

    /// The publication that this fills: its number and version, and the place for what was wrong
    /// with the rows.
    public Publication publication() {
        return publication;
    }

    /// One station of the list.
    ///
    /// **Errors** [SQLException] when the source id was there before, at the latest from [#publish].
    public void add(Station station) throws SQLException {
        staged.put(network.code() + ":" + station.sourceId())
                .put(network.code())
                .put(station.sourceId())
                .put(station.tier())
                .put(station.name())
                .put(station.address())
                .put("SRID=4326;POINT(" + station.location().lon() + " "
                        + station.location().lat() + ")")
                .put(station.sourceX())
                .put(station.sourceY())
                .put(dataset.datum())
                .put(converterVersion)
                .put(code(station.positionQuality()))
                .put(station.districtText())
                .put(code(station.status()))
                .put(code(station.entry()))
                .put(station.hoursText())
                .put(station.hoursText() == null ? null : HoursText.toOsm(station.hoursText()))
                .put(station.hoursVerifiedAt())
                .put(station.venue())
                .put(station.capacity())
                .put(station.operator())
                .put(station.verifiedAt())
                .put(station.asOf())
                .put(station.source())
                .put(station.description())
                .putArray(
                        station.offers().stream().map(Offer::amenity).distinct().toList())
                .put(offers(station))
                .put(sessions(station))
                .put(SearchText.of(station.name(), station.address()))
                .end();
    }

    /// Compares the list with what is there and writes the difference.
    ///
    /// **Shape**  `rowsRead` and `rowsRefused` are the file's, for the record of this publication.
    public Outcome publish(int rowsRead, int rowsRefused, Removals removals) throws SQLException {
        staged.flush();
        try (Statement analyze = connection.createStatement()) {
            analyze.execute("analyze staged_station");
        }
        int stations = count("select count(*) from staged_station");
        int live = count("select count(*) from station where network = ? and not removed", network.code());
        int missing = count("""
                select count(*) from station live
                where live.network = ? and not live.removed
                  and not exists (select from staged_station s where s.id = live.id)
                """, network.code());
        if (removals == Removals.REFUSE_MOST && missing * 2L > live) {
            return new Outcome.TooManyRemoved(missing, live);
        }
        Networks.addTiersOf(connection, network.code());
        int removed = update("""
                update station live set removed = true, version = ?
                where live.network = ? and not live.removed
                  and not exists (select from staged_station s where s.id = live.id)
                """, publication.number(), network.code());
        update("""
                delete from staged_station s using station live
                where live.id = s.id and not live.removed and (%s) is not distinct from (%s)
                """.formatted(qualified("live"), qualified("s")));
        int revived = count("select count(*) from staged_station s join station live using (id) where live.removed");
        int updated = count("select count(*) from staged_station s join station live using (id)") - revived;
        int changed = update(
                """
                insert into station (id, network, source_id, district, version, removed, %s)
                select s.id, s.network, s.source_id, (
                    select d.adcode from district d where not d.derived and st_covers(d.geom, s.location)
                    order by array_position(array['town', 'county', 'city', 'province'], d.level), d.adcode
                    limit 1), ?, false, %s
                from staged_station s
                on conflict (id) do update set
                  district = excluded.district, version = excluded.version, removed = false, %s
                """.formatted(
                                FACT_LIST,
                                qualified("s"),
                                FACTS.stream().map(f -> f + " = excluded." + f).collect(Collectors.joining(", "))),
                publication.number());
        LateIndexes.complete(connection, "station");
        CoverageRefresh.afterStations(connection, publication.number());
        LateIndexes.complete(connection, "service_circle");
        publication.finish(new Publication.Counts(rowsRead, stations, rowsRefused, changed, removed));
        int outside = count(
                "select count(*) from station where network = ? and not removed and district is null", network.code());
        return new Outcome.Published(
                publication.version(),
                publication.number(),
                stations,
                changed - updated - revived,
                updated,
                revived,
                removed,
                outside);
    }

    private int count(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = prepare(sql, parameters);
                ResultSet row = select.executeQuery()) {
            row.next();
            return Math.toIntExact(row.getLong(1));
        }
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = prepare(sql, parameters)) {
            return update.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static String qualified(String table) {
        return FACTS.stream().map(fact -> table + "." + fact).collect(Collectors.joining(", "));
    }

    private static @Nullable String code(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    private static String offers(Station station) {
        ArrayNode offers = JSON.createArrayNode();
        for (Offer offer : station.offers()) {
            if (offer.priceCny() != null || offer.condition() != null) {
                offers.addObject()
                        .put("amenity", offer.amenity())
                        .put("price_cny", offer.priceCny())
                        .put("condition", offer.condition());
            }
        }
        return offers.toString();
    }

    private static String sessions(Station station) {
        ArrayNode sessions = JSON.createArrayNode();
        for (Station.Session session : station.sessions()) {
            ObjectNode node = sessions.addObject();
            node.put("title", session.title());
            node.put("starts_at", session.startsAt().toString());
            node.put(
                    "ends_at",
                    session.endsAt() == null ? null : session.endsAt().toString());
        }
        return sessions.toString();
    }
}
