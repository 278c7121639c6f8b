package dev.yizhan.geo.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource({
        "金水区工会驿站, 金水区",
        "金水区工会驿站, jinshuiqugonghuiyizhan",
        "金水区工会驿站, jsqghyz",
        "绿地广场, lvdiguangchang",
        "绿地广场, ludiguangchang",
        "７－Ｅｌｅｖｅｎ 驿站, 7-eleven",
        "黄埔区长洲街, huangpuquchangzhoujie",
        "蚌埠市淮上区, bengbushihuaishangqu",
        "重庆银行厦门支行, chongqingyinhangxiamenzhihang",
        "重庆银行厦门支行, cqyhxmzh",
        "𠮷野家驿站, yejiayizhan",
        "CBD 驿站, cbdyizhan",
        "CBD 驿站, cbdyz"
    })
    void a_name_is_found_by_its_words_its_pinyin_and_its_initials(String name, String asked) {
        assertThat(SearchText.of(name)).contains(asked);
    }

    @Test
    void the_address_is_found_too_and_a_missing_one_leaves_no_trace() {
        assertThat(SearchText.of("小屋", "中心路97号")).contains("zhongxinlu97hao").contains("zxl97h");
        assertThat(SearchText.of("小屋", null)).isEqualTo(SearchText.of("小屋"));
    }

    @Test
    void a_name_without_chinese_characters_stays_as_it_is_in_lower_case() {
        assertThat(SearchText.of("  Rest\tStation 3 ")).isEqualTo("rest station 3");
    }

    @Test
    void a_question_is_written_as_the_text_that_it_searches() {
        String asked = "７－ＥＬＥＶＥＮ";
        assertThat(SearchText.of("7-Eleven 驿站")).contains(SearchText.plain(asked));
    }
}
