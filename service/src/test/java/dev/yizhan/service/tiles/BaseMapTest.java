package dev.yizhan.service.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.service.web.Crs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// What the service is told of a base map is what it tells its pages.
class BaseMapTest {

    private static BaseMapSettings told(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("yizhan.base-map", BaseMapSettings.class);
    }

    @ParameterizedTest
    @EnumSource(Crs.class)
    void a_base_map_comes_with_its_datum(Crs datum) {
        BaseMapSettings settings = told(Map.of(
                "yizhan.base-map.style", "https://maps.example.cn/style.json", "yizhan.base-map.datum", datum.code()));
        assertThat(settings).isEqualTo(new BaseMapSettings("https://maps.example.cn/style.json", datum));
    }

    @Test
    void without_a_word_there_is_none() {
        assertThat(told(Map.of("yizhan.base-map.style", " "))).isEqualTo(new BaseMapSettings(null, Crs.WGS84));
    }
}
