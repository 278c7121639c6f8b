package dev.yizhan.service.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.support.LiveHuangpu;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DemandApiIT extends LiveHuangpu {

    @Test
    void a_dataset_says_how_much_it_holds_of_what_and_how_much_lies_in_no_district() {
        JsonNode answer = get(200, "/v1/demand");
        assertThat(answer.at("/dataset_version").asString()).isEqualTo("2-bbbbbbbb");
        assertThat(answer.at("/usual").asString()).isEqualTo("riders");
        JsonNode riders = answer.at("/datasets/0");
        assertThat(riders.at("/title_zh").asString()).isEqualTo("骑手");
        assertThat(riders.at("/title_en").asString()).isEqualTo("Riders");
        assertThat(riders.at("/unit").asString()).isEqualTo("workers");
        assertThat(riders.at("/positions").asString()).isEqualTo("synthetic");
        assertThat(riders.at("/points").asInt()).isEqualTo(5);
        assertThat(riders.at("/weight").asDouble()).isEqualTo(112);
        assertThat(riders.at("/hourly").asBoolean()).isTrue();
        assertThat(riders.at("/outside/points").asInt()).isEqualTo(1);
        assertThat(riders.at("/outside/weight").asDouble()).isEqualTo(7);
    }
}
