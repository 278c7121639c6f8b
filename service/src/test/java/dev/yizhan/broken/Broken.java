package dev.yizhan.broken;

import org.locationtech.jts.geom.Geometry;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class Broken {

    /// A controller whose call takes any query, and which works on shapes itself.
    @RestController
    static class Lax {

        @GetMapping("/v1/lax")
        double area(String shape) {
            return java.util.Objects.<Geometry>requireNonNull(null).getArea();
        }
    }

    /// Knows a controller, blocks, speaks JDBC, and makes its query from strings.
    static class Greedy {

        private final Lax lax = new Lax();

        Object rows(DatabaseClient database, java.sql.Connection connection) {
            return Mono.just(lax).block() + database.sql("select 1").toString() + connection;
        }
    }

    /// Anyone may change what it holds.
    public record Open(double[] values) {}
}
