package dev.yizhan.service.station;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.CurrentDataset;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// A replica is ready once it has stations to answer from, and stays so when the database goes away.
@Component("snapshot")
final class SnapshotHealth implements HealthIndicator {

    private final StationFeed feed;
    private final CurrentDataset current;

    SnapshotHealth(StationFeed feed, CurrentDataset current) {
        this.feed = feed;
        this.current = current;
    }

    @Override
    public Health health() {
        try {
            return Health.up()
                    .withDetail("stations", feed.snapshot().size())
                    .withDetail("stale", current.stale())
                    .build();
        } catch (ProblemException e) {
            return Health.outOfService().build();
        }
    }
}
