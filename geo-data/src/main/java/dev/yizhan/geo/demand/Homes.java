package dev.yizhan.geo.demand;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Which district demand lies in.
public final class Homes {

    /// The finest district whose shape holds the place, for the rows of a table that meet a condition.
    ///
    /// District by district, so that PostGIS reads and prepares each shape once: `offset 0` keeps the planner
    /// from turning that round. The table needs an index of its locations.
    static final String FIND = """
            with inside as (
              select distinct on (found.place) found.place, d.adcode
              from district d
              cross join lateral (
                select p.ctid as place from %1$s p
                where p.location && d.geom and st_covers(d.geom, p.location) and %2$s
                offset 0) found
              where not d.derived
              order by found.place, array_position(array['town', 'county', 'city', 'province'], d.level), d.adcode)
            update %1$s p set district = inside.adcode%3$s
            from %1$s q left join inside on inside.place = q.ctid
            where q.ctid = p.ctid and %2$s and p.district is distinct from inside.adcode
            """;

    private Homes() {}

    /// After districts were written: demand finds its district anew, as part of their publication.
    ///
    /// **Cost**  each shape that holds any demand is read once: 100,000 points over all counties take 4 s.
    public static int afterDistricts(Connection connection, long number) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(FIND.formatted("demand_point", "not p.removed", ", version = ?"))) {
            update.setLong(1, number);
            return update.executeUpdate();
        }
    }
}
