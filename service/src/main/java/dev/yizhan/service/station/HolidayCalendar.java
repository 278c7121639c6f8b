package dev.yizhan.service.station;

import dev.yizhan.geo.hours.Holidays;
import dev.yizhan.service.problem.CannotStart;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The public holidays by which hours are told: the file that `yizhan.holidays` names, else those
/// that came along.
@Configuration(proxyBeanMethods = false)
class HolidayCalendar {

    @Bean
    Holidays holidays(@Value("${yizhan.holidays:}") String file) {
        if (file.isBlank()) {
            return Holidays.ofChina();
        }
        try {
            return Holidays.read(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new CannotStart("YIZHAN_HOLIDAYS names a file that is not there: " + file, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotStart("the holidays of YIZHAN_HOLIDAYS cannot be read: " + e.getMessage(), e);
        }
    }
}
