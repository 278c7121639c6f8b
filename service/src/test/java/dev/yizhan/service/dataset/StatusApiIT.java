package dev.yizhan.service.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatusApiIT extends LiveHuangpu {

    @Test
    void the_state_of_the_data_is_told_in_numbers() {
        JsonNode status = get(200, "/v1/status");
        assertThat(status.get("dataset_version").asString()).isEqualTo("2-bbbbbbbb");
        assertThat(status.get("stale").asBoolean()).isFalse();
        assertThat(status.get("stale_since").isNull()).isTrue();
        assertThat(status.get("districts").asInt()).isEqualTo(2);
        assertThat(status.get("stations"))
                .hasToString("{\"total\":5,\"in_service\":4,\"outside_every_district\":2,\"by_position_quality\":"
                        + "{\"surveyed\":1,\"geocoded\":1,\"schematic\":0,\"synthetic\":2,\"unknown\":1}}");
        assertThat(status.at("/datasets/0/positions").asString()).isEqualTo("synthetic");
        assertThat(status.at("/datasets/0/version").asString()).isEqualTo("2-bbbbbbbb");
        assertThat(status.at("/datasets/0/published_at").asString()).endsWith("+08:00");
        assertThat(status.at("/datasets/1/licence").isNull()).isTrue();
    }
}
