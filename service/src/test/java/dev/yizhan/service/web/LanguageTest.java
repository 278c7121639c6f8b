package dev.yizhan.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class LanguageTest {

    private static HttpHeaders accepting(String languages) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, languages);
        return headers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zh-CN,zh;q=0.9,en;q=0.8 | ZH
            zh-Hant-TW              | ZH
            en-GB,en;q=0.9          | EN
            en;q=0.4,zh;q=0.6       | ZH
            fr-FR,en;q=0.5,zh;q=0.2 | EN
            fr                      | ZH
            *                       | ZH
            en;q=0                  | ZH
            ;;=                     | ZH
            """)
    void a_reader_gets_what_the_browser_prefers_of_the_two_and_chinese_where_it_names_neither(
            String accepted, Language expected) {
        assertThat(Language.of(null, accepting(accepted))).isEqualTo(expected);
    }

    @Test
    void what_is_asked_for_counts_before_the_browser() {
        assertThat(Language.of(Language.EN, accepting("zh-CN"))).isEqualTo(Language.EN);
        assertThat(Language.of(Language.ZH, accepting("en"))).isEqualTo(Language.ZH);
        assertThat(Language.of(null, new HttpHeaders())).isEqualTo(Language.ZH);
    }

    @Test
    void a_name_that_a_language_lacks_is_the_other_one_s_and_without_any_its_code() {
        assertThat(Language.EN.name("骑手", "Riders", "r")).isEqualTo("Riders");
        assertThat(Language.ZH.name("骑手", "Riders", "r")).isEqualTo("骑手");
        assertThat(Language.EN.name("骑手", null, "r")).isEqualTo("骑手");
        assertThat(Language.ZH.name(null, "Riders", "r")).isEqualTo("Riders");
        assertThat(Language.ZH.name(null, null, "r")).isEqualTo("r");
    }
}
