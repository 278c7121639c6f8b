package dev.yizhan.service.tiles;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The few connections that are the tiles' own: a screenful of them keeps no other question waiting.
@Component
class TileConnections implements DisposableBean {

    private final ConnectionPool pool;

    TileConnections(ConnectionFactory connections, TileSettings settings) {
        ConnectionFactory direct =
                connections instanceof Wrapped<?> pool && pool.unwrap() instanceof ConnectionFactory factory
                        ? factory
                        : connections;
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(direct)
                .initialSize(0)
                .minIdle(0)
                .maxSize(settings.connections())
                .maxAcquireTime(settings.timeout())
                .maxCreateConnectionTime(Duration.ofSeconds(3))
                .maxIdleTime(Duration.ofMinutes(5))
                .postAllocate(connection -> connection.setStatementTimeout(settings.timeout()))
                .build());
    }

    ConnectionFactory factory() {
        return pool;
    }

    @Override
    public void destroy() {
        pool.dispose();
    }
}
