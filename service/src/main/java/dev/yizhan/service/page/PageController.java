package dev.yizhan.service.page;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.Stations;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/// The courier's page and the planner's page. A link to one station carries that station's name, so that
/// whoever gets it sees in their chat what it leads to.
@Hidden
@RestController
final class PageController {

    /// Between these the build's page says what it is; a shared station says what that is.
    private static final String BEGIN = "<!--preview-->";

    private static final String END = "<!--/preview-->";

    /// A preview is a courtesy: the page does not wait for it.
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final Stations stations;
    private final @Nullable String courier = read("index.html");
    private final @Nullable String planner = read("plan/index.html");

    PageController(Stations stations) {
        this.stations = stations;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<String>> courier(
            @RequestParam(required = false) @Nullable String station, ServerHttpRequest request) {
        String page = built(courier);
        if (station == null || station.isBlank()) {
            return Mono.just(answer(page));
        }
        return stations.find(station)
                .timeout(PATIENCE)
                .mapNotNull(found -> found.station())
                .filter(row -> !row.removed())
                .map(row -> withPreview(page, row, request))
                // An unknown station, a lost database: the page itself says so.
                .onErrorReturn(page)
                .defaultIfEmpty(page)
                .map(PageController::answer);
    }

    @GetMapping(
            path = {"/plan", "/plan/"},
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> planner() {
        return answer(built(planner));
    }

    private static ResponseEntity<String> answer(String page) {
        CRC32 content = new CRC32();
        content.update(page.getBytes(StandardCharsets.UTF_8));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag("W/\"" + Long.toHexString(content.getValue()) + "\"")
                .body(page);
    }

    private static String withPreview(String page, StationRow row, ServerHttpRequest request) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            return page;
        }
        String name = row.properties().name();
        String hours = row.properties().hours().text();
        String address = row.properties().address();
        String words = String.join(
                " · ",
                java.util.stream.Stream.of(address, hours, "驿站")
                        .filter(word -> word != null && !word.isBlank())
                        .toList());
        // As whoever shares the link sees it; behind a proxy that is the proxy's, where the service believes it.
        UriComponentsBuilder site =
                UriComponentsBuilder.fromUri(request.getURI()).replacePath("/").replaceQuery(null);
        String picture = site.cloneBuilder().path("icon-512.png").toUriString();
        String link = site.queryParam("station", "{id}")
                .encode()
                .buildAndExpand(row.id())
                .toUriString();
        String preview = """
                <title>%1$s · 驿站</title>
                <meta name="description" content="%2$s" />
                <meta property="og:type" content="place" />
                <meta property="og:site_name" content="驿站" />
                <meta property="og:title" content="%1$s" />
                <meta property="og:description" content="%2$s" />
                <meta property="og:url" content="%3$s" />
                <meta property="og:image" content="%4$s" />
                """.formatted(
                        HtmlUtils.htmlEscape(name, "UTF-8"),
                        HtmlUtils.htmlEscape(words, "UTF-8"),
                        HtmlUtils.htmlEscape(link, "UTF-8"),
                        HtmlUtils.htmlEscape(picture, "UTF-8"));
        return page.substring(0, begin) + preview + page.substring(end + END.length());
    }

    private static String built(@Nullable String page) {
        if (page == null) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "This build was made without its pages (-Dweb.skip).");
        }
        return page;
    }

    private static @Nullable String read(String file) {
        try (InputStream stream = PageController.class.getResourceAsStream("/static/" + file)) {
            return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
