package dev.yizhan.geo.load;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where the record is, as people write it: `postgresql://user:password@host:5432/name`, or the same as a
/// JDBC URL.
///
/// Its text never holds the password.
public final class DatabaseUrl {

    private final String jdbc;
    private final @Nullable String user;
    private final @Nullable String password;

    private DatabaseUrl(String jdbc, @Nullable String user, @Nullable String password) {
        this.jdbc = jdbc;
        this.user = user;
        this.password = password;
    }

    /// **Errors** [IllegalArgumentException] for anything that is not an address of a PostgreSQL database.
    public static DatabaseUrl parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(url, null, null).withoutSecrets();
        }
        String bare = url.startsWith("r2dbc:")
                ? url.substring("r2dbc:".length()).replaceFirst("(?<=[?&])sslMode=", "sslmode=")
                : url;
        if (!bare.startsWith("postgres://") && !bare.startsWith("postgresql://")) {
            throw new IllegalArgumentException(
                    "the database address must look like postgresql://user:password@host:5432/name");
        }
        URI uri;
        try {
            uri = URI.create(bare);
        } catch (IllegalArgumentException e) {
            // The cause would repeat the address, and with it the password.
            throw new IllegalArgumentException("the database address is not a URL: percent-encode what is special in"
                    + " its user and password (@ as %40, / as %2F, : as %3A)");
        }
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("the database address must name a host and a database, as in"
                    + " postgresql://user:password@host:5432/name");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] userInfo = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new DatabaseUrl(
                        "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                        userInfo.length > 0 ? decode(userInfo[0]) : null,
                        userInfo.length > 1 ? decode(userInfo[1]) : null)
                .withoutSecrets();
    }

    /// User and password that stand among the settings behind the `?` are kept beside the address.
    private DatabaseUrl withoutSecrets() {
        int query = jdbc.indexOf('?');
        if (query < 0) {
            return this;
        }
        String name = user;
        String secret = password;
        List<String> others = new ArrayList<>();
        for (String setting : jdbc.substring(query + 1).split("&")) {
            if (setting.startsWith("user=")) {
                name = decode(setting.substring("user=".length()));
            } else if (setting.startsWith("password=")) {
                secret = decode(setting.substring("password=".length()));
            } else if (!setting.isEmpty()) {
                others.add(setting);
            }
        }
        String rest = others.isEmpty() ? "" : "?" + String.join("&", others);
        return new DatabaseUrl(jdbc.substring(0, query) + rest, name, secret);
    }

    /// The same, with the user and the password that are kept beside it; what the address itself says counts less.
    public static DatabaseUrl of(String url, @Nullable String user, @Nullable String password) {
        DatabaseUrl address = parse(url);
        return new DatabaseUrl(
                address.jdbc, user != null ? user : address.user, password != null ? password : address.password);
    }

    /// A connection on which the caller decides when to commit.
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "yizhan geo-data");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection connection = DriverManager.getConnection(jdbc, properties);
        connection.setAutoCommit(false);
        return connection;
    }

    /// The address for a driver, which is given [#user] and [#password] beside it.
    public String jdbcUrl() {
        return jdbc;
    }

    /// The same for a reactive driver, which spells one of the settings otherwise.
    public String r2dbcUrl() {
        return "r2dbc:" + jdbc.substring("jdbc:".length()).replaceFirst("(?<=[?&])sslmode=", "sslMode=");
    }

    public @Nullable String user() {
        return user;
    }

    public @Nullable String password() {
        return password;
    }

    /// The address without its secrets.
    @Override
    public String toString() {
        int query = jdbc.indexOf('?');
        return query < 0 ? jdbc : jdbc.substring(0, query);
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
