package dev.yizhan.geo.demand;

import dev.yizhan.geo.load.CopyBuffer;
import dev.yizhan.geo.load.Publication;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/// Publishes all demand of a dataset: what changed gets the new version, what is missing becomes a
/// tombstone, and the rest is not touched.
///
/// **Shape**  [#add] for each point, then [#publish]; the caller commits, or rolls back and nothing
/// happened.
/// **Cost**  a bounded handful of points in memory; the rest waits in a temporary table of the
/// transaction.
public final class DemandPublisher {

    /// What a publish did; weights in the dataset's unit.
    public record Outcome(
            int points, int changed, int removed, double weight, int outsidePoints, double outsideWeight) {}

    private final Connection connection;
    private final Publication publication;
    private final String dataset;
    private final CopyBuffer staged;

    public DemandPublisher(Connection connection, Publication publication, String dataset) throws SQLException {
        this.connection = connection;
        this.publication = publication;
        this.dataset = dataset;
        this.staged = new CopyBuffer(connection, "staged_demand", "source_id, location, weight, unit, hourly");
        try (Statement create = connection.createStatement()) {
            create.execute("create temp table staged_demand on commit drop as"
                    + " select source_id, location, weight, unit, hourly, district from demand_point with no data");
            create.execute("alter table staged_demand add primary key (source_id)");
        }
    }

    public void add(DemandPoint point) throws SQLException {
        staged.put(point.id())
                .put("SRID=4326;POINT(" + point.place().lon() + " "
                        + point.place().lat() + ")")
                .put(point.weight())
                .put(point.unit())
                .put(
                        point.hourly().isEmpty()
                                ? null
                                : point.hourly().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",", "{", "}")))
                .end();
    }

    /// Compares the demand with what is there and writes the difference.
    public Outcome publish(int rowsRead, int rowsRefused) throws SQLException {
        staged.flush();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create index on staged_demand using gist (location)");
            statement.execute("analyze staged_demand");
            statement.execute(Homes.FIND.formatted("staged_demand", "true", ""));
        }
        int points = count("select count(*) from staged_demand");
        int removed = update("""
                update demand_point live set removed = true, version = ?
                where live.dataset = ? and not live.removed
                  and not exists (select from staged_demand s where s.source_id = live.source_id)
                """, publication.number(), dataset);
        update("""
                delete from staged_demand s using demand_point live
                where live.dataset = ? and live.source_id = s.source_id and not live.removed
                  and (live.location, live.weight, live.unit, live.hourly, live.district)
                    is not distinct from (s.location, s.weight, s.unit, s.hourly, s.district)
                """, dataset);
        int changed = update("""
                insert into demand_point (dataset, source_id, location, weight, unit, hourly, district, version)
                select ?, source_id, location, weight, unit, hourly, district, ? from staged_demand
                on conflict (dataset, source_id) do update set
                  location = excluded.location, weight = excluded.weight, unit = excluded.unit,
                  hourly = excluded.hourly, district = excluded.district, version = excluded.version, removed = false
                """, dataset, publication.number());
        publication.finish(new Publication.Counts(rowsRead, points, rowsRefused, changed, removed));
        return outcome(points, changed, removed);
    }

    private Outcome outcome(int points, int changed, int removed) throws SQLException {
        try (PreparedStatement select = prepare("""
                        select coalesce(sum(weight), 0), count(*) filter (where district is null),
                          coalesce(sum(weight) filter (where district is null), 0)
                        from demand_point where dataset = ? and not removed
                        """, dataset);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Outcome(points, changed, removed, row.getDouble(1), row.getInt(2), row.getDouble(3));
        }
    }

    private int count(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = prepare(sql, parameters);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
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
}
