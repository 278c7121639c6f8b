package dev.yizhan.bench;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Couriers who arrive at a steady rate whether or not others are still waiting, each with one question.
///
/// Of system properties: `at` the server, `path` the question without its place, `places` where it is asked, `rate`
/// arrivals a second, `seconds` how long they are counted after as long a climb to that rate: both ends begin cold, and
/// an open load does not wait until they are warm.
/// **Errors** a failed request fails the run, and so do fewer requests than arrivals: Gatling alone takes a server that
/// is not there for a success. The other assertions hold for whoever is answered at all; Gatling prints the figures with
/// them, to be read from there.
public class OpenLoad extends Simulation {

    private static final String COUNTED = "counted";
    private static final int PATIENCE_MILLIS = 60_000;

    private final String path = System.getProperty("path");
    private final double rate = Double.parseDouble(System.getProperty("rate"));
    private final int seconds = Integer.getInteger("seconds");

    private final HttpProtocolBuilder protocol = http.baseUrl(System.getProperty("at"))
            .disableWarmUp()
            .disableCaching()
            .disableFollowRedirect()
            .disableAutoReferer()
            .shareConnections();

    public OpenLoad() {
        setUp(couriers("warming up")
                        .injectOpen(rampUsersPerSec(rate / 20).to(rate).during(seconds))
                        .andThen(couriers(COUNTED).injectOpen(constantUsersPerSec(rate).during(seconds))))
                .protocols(protocol)
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(COUNTED).allRequests().count().gte((long) (rate * seconds * 0.99)),
                        percentile(50),
                        percentile(95),
                        percentile(99));
    }

    private static Assertion percentile(double percent) {
        return details(COUNTED).responseTime().percentile(percent).lte(PATIENCE_MILLIS);
    }

    private ScenarioBuilder couriers(String name) {
        return scenario(name)
                .feed(listFeeder(places()).circular())
                .exec(http(name).get(path + "#{place}").check(status().is(200)));
    }

    private static List<Map<String, Object>> places() {
        try {
            return Pattern.compile("lon=[^\"]+")
                    .matcher(Files.readString(Path.of(System.getProperty("places"))))
                    .results()
                    .map(MatchResult::group)
                    .map(place -> Map.<String, Object>of("place", place))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
