package dev.yizhan.geo.demand;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Which district demand lies in.
public final class Homes {

    /// The finest district whose shape holds the place, for the rows of a table that meet a condition.
    static final String FIND = """
            with home as (
              select p.ctid as place, (
                select d.adcode from district d where not d.derived and st_covers(d.geom, p.location)
                order by array_position(array['town', 'county', 'city', 'province'], d.level), d.adcode
                limit 1) as district
              from %1$s p where %2$s)
            update %1$s p set district = home.district%3$s from home
            where home.place = p.ctid and p.district is distinct from home.district
            """;

    private Homes() {}

    /// After districts were written: demand finds its district anew, as part of their publication.
    ///
    /// **Cost**  a lookup for each point of demand.
    public static int afterDistricts(Connection connection, long number) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(FIND.formatted("demand_point", "not p.removed", ", version = ?"))) {
            update.setLong(1, number);
            return update.executeUpdate();
        }
    }
}
