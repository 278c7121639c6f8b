package dev.yizhan.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The document that the pages' client is generated from is the one that the service gives out.
class OpenApiFileIT extends LiveHuangpu {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// `make bless` sets it: then the file is written anew instead.
    private static final boolean BLESS = Boolean.getBoolean("yizhan.bless");

    private static final Path FILE = Path.of(System.getProperty("yizhan.root", ".."))
            .resolve("service/src/main/web/src/shared/api/openapi.json");

    @Test
    void the_pages_are_typed_by_the_document_of_this_service() throws IOException {
        JsonNode live = get(200, "/openapi.json");
        if (BLESS) {
            Files.writeString(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(live) + "\n");
        }
        // Compared as a whole and told in a word: the document is too long to print twice.
        assertThat(JSON.readTree(FILE.toFile()).equals(live))
                .as("%s is the service's document; where calls have changed, make bless writes it anew", FILE)
                .isTrue();
    }
}
