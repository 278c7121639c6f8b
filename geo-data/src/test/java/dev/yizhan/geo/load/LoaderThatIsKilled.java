package dev.yizhan.geo.load;

import dev.yizhan.geo.station.Station;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;

/// A loader in a process of its own that does all but commit, says so, and waits to be killed.
final class LoaderThatIsKilled {

    private LoaderThatIsKilled() {}

    public static void main(String[] arguments) throws Exception {
        String network = arguments[1];
        boolean published = arguments[2].equals("published");
        try (Connection connection = DatabaseUrl.parse(arguments[0]).connect()) {
            var start = (StationPublisher.Start.Fresh) StationPublisher.begin(
                    connection, Lists.dataset(network), Network.of(network), Lists.file("never"));
            for (Station station : Lists.stations("never", 1, 30)) {
                start.publisher().add(station);
            }
            if (published) {
                start.publisher().publish(30, 0, StationPublisher.Removals.ALLOW_ALL);
            }
            System.out.println("waiting");
            new CountDownLatch(1).await();
        }
    }
}
