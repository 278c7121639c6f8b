package dev.yizhan.service.problem;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The pages behind the type URIs: what a problem means and what to do about it.
@Hidden
@RestController
final class ProblemPages {

    record Page(String type, int status, String title, String explanation) {

        static Page of(ProblemType type) {
            return new Page(type.uri(), type.status().value(), type.title(), type.explanation());
        }
    }

    @GetMapping(path = "/problems", produces = MediaType.APPLICATION_JSON_VALUE)
    Page[] all() {
        return Stream.of(ProblemType.values()).map(Page::of).toArray(Page[]::new);
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    Page one(@PathVariable String slug) {
        return ProblemType.findBySlug(slug)
                .map(Page::of)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "No problem has this name."));
    }
}
