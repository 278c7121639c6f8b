package dev.yizhan.geo.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The catalogue of networks and their tiers in the record.
final class Networks {

    private Networks() {}

    /// Writes what is stated about a network and its tiers over what is known of them.
    ///
    /// **Errors** [IllegalArgumentException] when the network belongs to another dataset.
    static void write(Connection connection, String dataset, Network network) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement("""
                insert into network as was (code, dataset, name_zh, name_en, adcode) values (?, ?, ?, ?, ?)
                on conflict (code) do update set
                  name_zh = case when ? then excluded.name_zh else was.name_zh end,
                  name_en = coalesce(excluded.name_en, was.name_en),
                  adcode = coalesce(excluded.adcode, was.adcode)
                """)) {
            write.setString(1, network.code());
            write.setString(2, dataset);
            write.setString(3, network.nameZh() == null ? network.code() : network.nameZh());
            write.setString(4, network.nameEn());
            write.setString(5, network.adcode());
            write.setBoolean(6, network.nameZh() != null);
            write.executeUpdate();
        }
        requireOwner(connection, dataset, network);
        try (PreparedStatement write = connection.prepareStatement("""
                insert into tier (network, code, rank, name_zh, name_en) values (?, ?, ?, ?, ?)
                on conflict (network, code) do update set
                  rank = excluded.rank, name_zh = excluded.name_zh, name_en = excluded.name_en
                """)) {
            for (Network.Tier tier : network.tiers()) {
                write.setString(1, network.code());
                write.setString(2, tier.code());
                write.setInt(3, tier.rank());
                write.setString(4, tier.nameZh());
                write.setString(5, tier.nameEn());
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    /// Adds the tiers that staged stations name and the network does not have yet, after those it has.
    static void addTiersOf(Connection connection, String network) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("""
                insert into tier (network, code, rank, name_zh)
                select ?, s.tier, row_number() over (order by min(s.source_id))
                    + coalesce((select max(rank) from tier where network = ?), 0), s.tier
                from staged_station s where s.tier is not null
                group by s.tier
                on conflict (network, code) do nothing
                """)) {
            add.setString(1, network);
            add.setString(2, network);
            add.executeUpdate();
        }
    }

    private static void requireOwner(Connection connection, String dataset, Network network) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select dataset from network where code = ?")) {
            select.setString(1, network.code());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                String owner = row.getString(1);
                if (!owner.equals(dataset)) {
                    throw new IllegalArgumentException("the network " + network.code() + " belongs to the dataset "
                            + owner + ": load it under that name, or give the network another code");
                }
            }
        }
    }
}
