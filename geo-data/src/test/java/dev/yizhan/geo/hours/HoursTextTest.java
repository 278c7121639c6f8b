package dev.yizhan.geo.hours;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24小时 | 24/7",
                "全天24小时开放 | 24/7",
                "周一至周五 08:00-12:00,14:00-18:00 | Mo-Fr 08:00-12:00,14:00-18:00",
                "周一至周日 08:00-20:00 | Mo-Su 08:00-20:00",
                "05:00-17:30 | 05:00-17:30",
                "每天 7：30—22：30 | Mo-Su 07:30-22:30",
                "工作日 9点至17点30分 | Mo-Fr 09:00-17:30",
                "星期一到星期六 08:00～18:00；周日休息 | Mo-Sa 08:00-18:00; Su off",
                "周一至周五 8:30-20:30，周末 9:00-18:00 | Mo-Fr 08:30-20:30; Sa,Su 09:00-18:00",
                "周一、周三 08:00-12:00 | Mo,We 08:00-12:00",
                "上午8:00-12:00，下午2:00-6:00 | 08:00-12:00,14:00-18:00",
                "22:00-次日06:00 | 22:00-06:00",
                "周一至周五 09:00-17:00 法定节假日除外 | Mo-Fr 09:00-17:00; PH off",
                "Mo-Fr 08:00-18:00 | Mo-Fr 08:00-18:00",
                "08:00-24:00 | 08:00-24:00"
            })
    void is_understood(String text, String osm) {
        assertThat(HoursText.toOsm(text)).isEqualTo(osm);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "工作日开放",
                "随时",
                "请电话咨询",
                "25:00-26:00",
                "08:61-09:00",
                "8-20",
                "周一至周五",
                "",
                "以门店公告为准 08:00-20:00",
                "Mo-Fr"
            })
    void is_left_open_where_the_text_leaves_it_open(String text) {
        assertThat(HoursText.toOsm(text)).isNull();
    }
}
