package dev.yizhan.service.support;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.station.StationFeed;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service on its port, over the database that a subclass names.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
public abstract class LiveService {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    protected WebTestClient client;

    @Autowired
    private StationFeed feed;

    @LocalServerPort
    protected int port;

    @BeforeEach
    void snapshotIsLoaded() {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < until) {
            try {
                feed.snapshot();
                return;
            } catch (ProblemException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("no snapshot within 30 s");
    }

    /// The JSON that a GET of this address answers, which has to have this status.
    protected JsonNode get(int status, String address, Object... variables) {
        EntityExchangeResult<byte[]> result = client.get()
                .uri(address, variables)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult();
        return JSON.readTree(result.getResponseBody());
    }

    /// The same for an address whose escapes are written out.
    protected JsonNode getRaw(int status, String address) {
        return JSON.readTree(client.get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + address))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBody());
    }
}
