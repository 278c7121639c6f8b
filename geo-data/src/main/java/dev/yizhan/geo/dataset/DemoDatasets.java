package dev.yizhan.geo.dataset;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.demand.DemandPoint;
import dev.yizhan.geo.demand.DemandPublisher;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.Network;
import dev.yizhan.geo.load.Publication;
import dev.yizhan.geo.load.StationPublisher;
import dev.yizhan.geo.station.Station;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The eight demonstration networks that ship with the product: their counts, tiers and services
/// are facts of a newspaper feature, their stations are made up and say so.
///
/// **Source** `geo-data/datasets/*/manifest.yaml` and `plan.yaml`.
public final class DemoDatasets {

    static final List<String> NAMES = List.of(
            "demo-huangpu",
            "demo-xicheng",
            "demo-shangcheng",
            "demo-wujing",
            "demo-baohe",
            "demo-pujiang",
            "demo-huaishang",
            "demo-xihu");

    /// The dataset of demand of all of them.
    static final String DEMAND = "demo-demand";

    static final List<String> WITH_DEMAND = List.of("demo-wujing", "demo-pujiang", "demo-huaishang");

    /// Changes when the same plan would give other stations or other demand.
    private static final String GENERATOR = "generator=1";

    /// A network as it ships.
    record Demo(Manifest manifest, DemoPlan plan, String sha256) {

        List<Station> stations() {
            return DemoGenerator.stations(manifest, plan);
        }
    }

    private DemoDatasets() {}

    static Demo read(String name) {
        byte[] manifest = bytes(name + "/manifest.yaml");
        byte[] plan = bytes(name + "/plan.yaml");
        MessageDigest digest = newDigest();
        digest.update(manifest);
        digest.update(plan);
        return new Demo(
                Manifest.read(name + "/manifest.yaml", new ByteArrayInputStream(manifest)),
                DemoPlan.read(name + "/plan.yaml", new ByteArrayInputStream(plan)),
                HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream file = Objects.requireNonNull(DemoDatasets.class.getResourceAsStream("demo/" + name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Publishes the demonstration networks into a record without stations of anybody else's.
    ///
    /// **Shape**  one transaction a network: a run that was stopped is completed by the next, and
    /// one that has nothing to add changes nothing. Answers how many networks were published.
    /// **Blocking** some seconds at the first time.
    public static int loadIfEmpty(DatabaseUrl database, Consumer<String> say) throws SQLException {
        int published = 0;
        int stations = 0;
        try (Connection connection = database.connect()) {
            if (hasOthers(connection, "stations", NAMES)) {
                connection.rollback();
                return 0;
            }
            connection.rollback();
            for (String name : NAMES) {
                Demo demo = read(name);
                List<Station> made = demo.stations();
                if (publish(connection, demo, made)) {
                    published++;
                    stations += made.size();
                }
            }
            if (!hasOthers(connection, "demand", List.of(DEMAND))) {
                publishDemand(connection);
            }
            connection.rollback();
        }
        if (published > 0) {
            say.accept("data: %d demonstration networks with %d made-up stations".formatted(published, stations));
        }
        return published;
    }

    private static boolean hasOthers(Connection connection, String kind, List<String> own) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select exists (
                  select from publication p join dataset d on d.name = p.dataset
                  where d.kind = ? and not d.name = any (?))
                """)) {
            select.setString(1, kind);
            select.setArray(2, connection.createArrayOf("text", own.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static boolean publish(Connection connection, Demo demo, List<Station> stations) throws SQLException {
        boolean committed = false;
        try {
            Publication.Origin origin = new Publication.Origin(
                    demo.manifest.name() + "/plan.yaml", demo.sha256, GENERATOR, Datum.CONVERTER_VERSION);
            switch (StationPublisher.begin(connection, dataset(demo.manifest), network(demo.manifest), origin)) {
                case StationPublisher.Start.Repeat _ -> {
                    return false;
                }
                case StationPublisher.Start.Fresh(StationPublisher publisher) -> {
                    for (Station station : stations) {
                        publisher.add(station);
                    }
                    writeMenu(connection, demo.manifest);
                    publisher.publish(stations.size(), 0, StationPublisher.Removals.ALLOW_ALL);
                    connection.commit();
                    committed = true;
                    return true;
                }
            }
        } finally {
            if (!committed) {
                connection.rollback();
            }
        }
    }

    static List<DemandPoint> demand(String name) {
        return DemoDemand.read(name + "/demand.yaml", new ByteArrayInputStream(bytes(name + "/demand.yaml")))
                .around(read(name).plan, name);
    }

    /// Who needs the stations of those networks for which the source says how many there are.
    private static void publishDemand(Connection connection) throws SQLException {
        List<DemandPoint> made = new ArrayList<>();
        MessageDigest digest = newDigest();
        for (String name : WITH_DEMAND) {
            digest.update(bytes(name + "/demand.yaml"));
            digest.update(HexFormat.of().parseHex(read(name).sha256));
            made.addAll(demand(name));
        }
        Manifest first = read(WITH_DEMAND.getFirst()).manifest;
        Dataset dataset = new Dataset(
                DEMAND,
                Dataset.Kind.DEMAND,
                Dataset.Positions.SYNTHETIC,
                first.datum(),
                "骑手与网点（演示）",
                "Riders and depots (demo)",
                first.source(),
                first.licence(),
                first.asOf(),
                "12 depots with 600 workers in Wujing, 2,346 workers in Pujiang and 309 riders in Huaishang are stated;"
                        + " where they are, and when they are on the road, is made up.");
        boolean committed = false;
        try {
            Publication.Origin origin = new Publication.Origin(
                    "demand.yaml", HexFormat.of().formatHex(digest.digest()), GENERATOR, Datum.CONVERTER_VERSION);
            if (Publication.begin(connection, dataset, origin)
                    instanceof Publication.Start.Fresh(Publication publication)) {
                DemandPublisher publisher = new DemandPublisher(connection, publication, DEMAND);
                for (DemandPoint point : made) {
                    publisher.add(point);
                }
                publisher.publish(made.size(), 0);
                connection.commit();
                committed = true;
            }
        } finally {
            if (!committed) {
                connection.rollback();
            }
        }
    }

    private static Dataset dataset(Manifest manifest) {
        return new Dataset(
                manifest.name(),
                Dataset.Kind.STATIONS,
                Dataset.Positions.SYNTHETIC,
                manifest.datum(),
                manifest.title().zh(),
                manifest.title().en(),
                manifest.source(),
                manifest.licence(),
                manifest.asOf(),
                manifest.notes());
    }

    private static Network network(Manifest manifest) {
        Manifest.Owner owner = manifest.network();
        return new Network(
                owner.code(),
                owner.zh(),
                owner.en(),
                owner.adcode(),
                IntStream.range(0, manifest.tiers().size())
                        .mapToObj(i -> {
                            Manifest.Tier tier = manifest.tiers().get(i);
                            return new Network.Tier(tier.code(), i + 1, tier.zh(), tier.en());
                        })
                        .toList());
    }

    /// The network's own menu: its words, its categories, what a tier must have.
    private static void writeMenu(Connection connection, Manifest manifest) throws SQLException {
        try (Statement clear = connection.createStatement()) {
            clear.execute("delete from network_amenity where network = '"
                    + manifest.network().code() + "'");
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into network_amenity
                  (network, amenity, rank, category_zh, category_en, name_zh, name_en, mandatory_for)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            List<Manifest.MenuItem> menu = new ArrayList<>(manifest.menu());
            for (int i = 0; i < menu.size(); i++) {
                Manifest.MenuItem item = menu.get(i);
                Manifest.Title category = item.category();
                insert.setString(1, manifest.network().code());
                insert.setString(2, item.amenity());
                insert.setInt(3, i + 1);
                insert.setString(4, category == null ? null : category.zh());
                insert.setString(5, category == null ? null : category.en());
                insert.setString(6, item.zh());
                insert.setString(7, item.en());
                insert.setArray(
                        8, connection.createArrayOf("text", item.mandatoryFor().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
