package dev.yizhan.service;

import dev.yizhan.geo.postgis.PostgisUnavailable;
import dev.yizhan.service.problem.CannotStart;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/// The settings that come of a [Database]. It is found while Spring prepares itself; whoever asks for one of them
/// first waits for it.
///
/// **Blocking** a reading of these names, and of no other, for as long as the database takes.
/// **Errors**   [CannotStart].
final class DatabaseSettings extends EnumerablePropertySource<Future<Database>> {

    private static final String[] NAMES = {"spring.r2dbc.url", "spring.r2dbc.username", "spring.r2dbc.password"};

    DatabaseSettings(Future<Database> database) {
        super("database", database);
    }

    @Override
    public String[] getPropertyNames() {
        return NAMES;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return containsProperty(name) ? await().settings().get(name) : null;
    }

    private Database await() {
        try {
            return source.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof PostgisUnavailable || cause instanceof IllegalArgumentException) {
                throw new CannotStart(cause.getMessage(), cause);
            }
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
