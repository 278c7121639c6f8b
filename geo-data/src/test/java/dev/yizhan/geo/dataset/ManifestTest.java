package dev.yizhan.geo.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final String GOOD = """
            name: harbour
            title: {zh: 港湾, en: Harbours}
            source: a list
            licence: CC0-1.0
            datum: gcj02
            positions: real
            network: {code: harbour, zh: 港湾, en: Harbours, adcode: "340311"}
            stations: {count: 5, stated: true}
            tiers:
              - {code: big, zh: 大, en: Big, stations: 2, stated: true}
              - {code: small, zh: 小, en: Small, stations: 3, stated: true}
            menu:
              - {amenity: seat, mandatory_for: ["*"]}
              - {amenity: toilet, mandatory_for: [big]}
              - {amenity: wifi}
            facts: ["5 stations"]
            generated: []
            """;

    @Test
    void a_manifest_says_what_a_tier_must_have() {
        Manifest manifest = read(GOOD);

        assertThat(manifest.mandatoryFor("big")).containsExactly("seat", "toilet");
        assertThat(manifest.mandatoryFor("small")).containsExactly("seat");
        assertThat(manifest.mandatoryFor(null)).containsExactly("seat");
        assertThat(manifest.asOf()).isNull();
    }

    @Test
    void an_unknown_key_is_refused_with_its_line_and_the_known_keys() {
        refused(
                GOOD.replace("licence:", "colour: red\nlicence:"),
                "m.yaml",
                "line",
                "unknown key colour",
                "datum, facts");
    }

    @Test
    void an_unknown_key_deep_inside_is_refused_with_its_path() {
        refused(GOOD.replace("en: Small,", "en: Small, rank: 2,"), "unknown key rank", "tiers.[1]");
    }

    @Test
    void a_missing_key_is_named() {
        refused(GOOD.replace("licence: CC0-1.0\n", ""), "the key licence is missing");
    }

    @Test
    void a_repeated_key_is_refused() {
        refused(GOOD + "datum: wgs84\n", "datum");
    }

    @Test
    void tiers_that_do_not_add_up_are_refused() {
        refused(GOOD.replace("count: 5", "count: 6"), "5 stations together", "has 6");
    }

    @Test
    void an_alias_is_not_a_code_in_a_menu_but_leads_to_it() {
        refused(GOOD.replace("amenity: toilet", "amenity: wc"), "unknown amenity wc", "did you mean toilet?");
    }

    @Test
    void an_amenity_that_is_mandatory_for_an_unknown_tier_is_refused() {
        refused(GOOD.replace("[big]", "[huge]"), "toilet", "unknown tier huge", "big, small");
    }

    @Test
    void a_word_that_positions_do_not_know_is_refused_with_those_they_know() {
        refused(GOOD.replace("positions: real", "positions: guessed"), "guessed", "REAL", "SYNTHETIC");
    }

    private static void refused(String yaml, String... words) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words);
    }

    private static Manifest read(String yaml) {
        return Manifest.read("m.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
