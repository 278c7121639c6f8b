package dev.yizhan.geo.district;

import dev.yizhan.geo.coverage.CoverageRefresh;
import dev.yizhan.geo.demand.Homes;
import dev.yizhan.geo.load.Publication;
import dev.yizhan.geo.load.SearchText;
import dev.yizhan.geo.measure.EllipsoidalArea;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Publishes a dataset of districts whole: what changed gets the new version, what is missing is
/// deleted, parents without a shape are united from their children, and stations find their district anew.
///
/// **Shape**  [#add] for each district, then [#publish]; the caller commits, or rolls back and
/// nothing happened.
final class DistrictPublisher {

    /// What a publish did.
    record Outcome(int districts, int derived, int changed, int deleted, int stationsMoved) {}

    /// The list lacks most of the districts that are there now.
    static final class MostDeleted extends Exception {
        private static final long serialVersionUID = 1;

        MostDeleted(int missing, int there) {
            super(
                    "the file lacks %,d of the %,d districts of its dataset; if they are meant to go, say --allow-removals"
                            .formatted(missing, there));
        }
    }

    private static final String COLUMNS = "adcode, name, level, parent, area_m2, geom, label_point, repaired,"
            + " repair_area_change_m2, derived, dataset, search_text";
    /// Parents united at a time, each by one core.
    private static final int CHUNK = 8;

    private final Connection connection;
    private final Publication publication;
    private final String dataset;
    private final PreparedStatement insert;
    private int waiting;

    DistrictPublisher(Connection connection, Publication publication, String dataset) throws SQLException {
        this.connection = connection;
        this.publication = publication;
        this.dataset = dataset;
        try (Statement create = connection.createStatement()) {
            create.execute("create temp table staged_district on commit drop as select " + COLUMNS
                    + " from district with no data");
            create.execute("alter table staged_district add primary key (adcode)");
        }
        insert = connection.prepareStatement("insert into staged_district (" + COLUMNS + ") values (?, ?, ?, ?, ?,"
                + " st_multi(st_geomfromwkb(?, 4326)), st_setsrid(st_point(?, ?), 4326), ?, ?, ?, ?, ?)");
    }

    void add(District district) throws SQLException {
        Geometry label = district.shape().getInteriorPoint();
        Double change = district.repairChangeSquareMetres();
        insert.setString(1, district.adcode());
        insert.setString(2, district.name());
        insert.setString(3, district.level().code());
        insert.setString(4, district.parent());
        insert.setDouble(5, district.areaSquareMetres());
        insert.setBytes(6, new WKBWriter().write(district.shape()));
        insert.setDouble(7, label.getCoordinate().x);
        insert.setDouble(8, label.getCoordinate().y);
        insert.setBoolean(9, change != null);
        insert.setObject(10, change);
        insert.setBoolean(11, district.derived());
        insert.setString(12, dataset);
        insert.setString(13, SearchText.of(district.name(), null));
        insert.addBatch();
        if (++waiting % 100 == 0) {
            insert.executeBatch();
        }
    }

    /// Compares the districts with those that are there and writes the difference.
    Outcome publish(boolean allowRemovals) throws SQLException, MostDeleted {
        insert.executeBatch();
        int derived = derive(District.Level.CITY) + derive(District.Level.PROVINCE);
        insert.executeBatch();
        insert.close();
        int there = count("select count(*) from district where dataset = ?", dataset);
        int missing = count("""
                select count(*) from district d
                where d.dataset = ? and not exists (select from staged_district s where s.adcode = d.adcode)
                """, dataset);
        if (!allowRemovals && missing * 2L > there) {
            throw new MostDeleted(missing, there);
        }
        update("""
                delete from district d
                where d.dataset = ? and not exists (select from staged_district s where s.adcode = d.adcode)
                """, dataset);
        int districts = count("select count(*) from staged_district");
        update("delete from staged_district s using district d where d.adcode = s.adcode and (" + all("d") + ", "
                + "st_asbinary(d.geom)) is not distinct from (" + all("s") + ", st_asbinary(s.geom))");
        int changed = update(
                "insert into district (version, " + COLUMNS + ") select ?, " + COLUMNS + " from staged_district"
                        + " on conflict (adcode) do update set version = excluded.version, name = excluded.name,"
                        + " level = excluded.level, parent = excluded.parent, area_m2 = excluded.area_m2,"
                        + " geom = excluded.geom, label_point = excluded.label_point, repaired = excluded.repaired,"
                        + " repair_area_change_m2 = excluded.repair_area_change_m2, derived = excluded.derived,"
                        + " dataset = excluded.dataset, search_text = excluded.search_text",
                publication.number());
        int moved = update("""
                with home as (
                  select s.id, (
                    select d.adcode from district d where not d.derived and st_covers(d.geom, s.location)
                    order by array_position(array['town', 'county', 'city', 'province'], d.level), d.adcode
                    limit 1) as district
                  from station s where not s.removed)
                update station s set district = home.district, version = ? from home
                where home.id = s.id and s.district is distinct from home.district
                """, publication.number());
        Homes.afterDistricts(connection, publication.number());
        CoverageRefresh.afterDistricts(connection, publication.number());
        return new Outcome(districts, derived, changed, missing, moved);
    }

    private static String all(String table) {
        return "%1$s.name, %1$s.level, %1$s.parent, %1$s.repaired, %1$s.derived, %1$s.dataset".formatted(table);
    }

    private record Missing(String adcode, List<Geometry> children) {}

    /// Unites the children of every parent of this level that no feature of the file has. Where no such division
    /// is known (any more), they belong to what is above it, so that no province has a hole.
    private int derive(District.Level level) throws SQLException {
        insert.executeBatch();
        List<String> adcodes = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("""
                        select distinct c.parent from staged_district c
                        where c.parent is not null and not exists (
                          select from staged_district p where p.adcode = c.parent)
                        order by c.parent
                        """)) {
            while (row.next()) {
                if (Adcode.level(row.getString(1)) == level) {
                    adcodes.add(row.getString(1));
                }
            }
        }
        int derived = 0;
        for (int from = 0; from < adcodes.size(); from += CHUNK) {
            List<Missing> parents = new ArrayList<>();
            for (String adcode : adcodes.subList(from, Math.min(from + CHUNK, adcodes.size()))) {
                String above = Adcode.parent(adcode);
                if (Adcode.name(adcode) != null) {
                    parents.add(new Missing(adcode, children(adcode)));
                } else if (above != null) {
                    update("update staged_district set parent = ? where parent = ?", above, adcode);
                }
            }
            for (District district :
                    parents.parallelStream().map(DistrictPublisher::united).toList()) {
                add(district);
                derived++;
            }
        }
        return derived;
    }

    private static District united(Missing parent) {
        Geometry union = OverlayNGRobust.union(parent.children);
        List<Polygon> parts = new ArrayList<>();
        for (int i = 0; i < union.getNumGeometries(); i++) {
            if (union.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                parts.add(polygon);
            }
        }
        MultiPolygon shape = union.getFactory().createMultiPolygon(parts.toArray(Polygon[]::new));
        return new District(
                parent.adcode,
                Objects.requireNonNull(Adcode.name(parent.adcode)),
                Adcode.level(parent.adcode),
                Adcode.parent(parent.adcode),
                shape,
                EllipsoidalArea.squareMetres(shape),
                null,
                true);
    }

    private List<Geometry> children(String adcode) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select st_asbinary(geom) from staged_district where parent = ?")) {
            select.setString(1, adcode);
            List<Geometry> children = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    children.add(new WKBReader().read(row.getBytes(1)));
                }
            }
            return children;
        } catch (ParseException e) {
            throw new SQLException("a staged shape cannot be read", e);
        }
    }

    private int count(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = prepared(sql, parameters);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = prepared(sql, parameters)) {
            return update.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
