package dev.yizhan.geo.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The catalogue of datasets in the record.
final class Datasets {

    private static final String INSERT_OR_CHANGE = """
            insert into dataset as was
              (name, kind, title_zh, title_en, positions, datum, source, licence, as_of, notes)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (name) do update set
              title_zh = case when ? then excluded.title_zh else was.title_zh end,
              title_en = coalesce(excluded.title_en, was.title_en),
              positions = excluded.positions,
              datum = excluded.datum,
              source = coalesce(excluded.source, was.source),
              licence = coalesce(excluded.licence, was.licence),
              as_of = coalesce(excluded.as_of, was.as_of),
              notes = coalesce(excluded.notes, was.notes)
            """;

    private Datasets() {}

    /// Writes what is stated about a dataset over what is known of it.
    ///
    /// **Shape**  true when the record knew all of it already.
    /// **Errors** [IllegalArgumentException] when the name belongs to a dataset of another kind.
    static boolean write(Connection connection, Dataset dataset) throws SQLException {
        String before = row(connection, dataset.name());
        try (PreparedStatement write = connection.prepareStatement(INSERT_OR_CHANGE)) {
            write.setString(1, dataset.name());
            write.setString(2, dataset.kind().code());
            write.setString(3, dataset.titleZh() == null ? dataset.name() : dataset.titleZh());
            write.setString(4, dataset.titleEn());
            write.setString(5, dataset.positions().code());
            write.setString(6, dataset.datum());
            write.setString(7, dataset.source());
            write.setString(8, dataset.licence());
            write.setObject(9, dataset.asOf());
            write.setString(10, dataset.notes());
            write.setBoolean(11, dataset.titleZh() != null);
            write.executeUpdate();
        }
        requireKind(connection, dataset);
        return row(connection, dataset.name()).equals(before);
    }

    private static void requireKind(Connection connection, Dataset dataset) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select kind from dataset where name = ?")) {
            select.setString(1, dataset.name());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                String kind = row.getString(1);
                if (!kind.equals(dataset.kind().code())) {
                    throw new IllegalArgumentException("the name " + dataset.name() + " belongs to a dataset of " + kind
                            + "; give the " + dataset.kind().code() + " another name");
                }
            }
        }
    }

    /// The whole row as text, to see whether anything of it changed; empty when there is none.
    private static String row(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select d::text from dataset d where d.name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
