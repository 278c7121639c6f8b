package dev.yizhan.service.station;

import dev.yizhan.geo.hours.Holidays;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The public holidays by which hours are told: the file that `yizhan.holidays` names, else those
/// that came along.
@Configuration(proxyBeanMethods = false)
class HolidayCalendar {

    @Bean
    Holidays holidays(@Value("${yizhan.holidays:}") String file) throws IOException {
        return file.isBlank() ? Holidays.ofChina() : Holidays.read(Path.of(file));
    }
}
