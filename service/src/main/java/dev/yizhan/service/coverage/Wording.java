package dev.yizhan.service.coverage;

import dev.yizhan.geo.demand.DemandUnit;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.station.SelectionNames;
import dev.yizhan.service.web.Language;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// How printed maps and reports say things in one language: phrases, numbers, days, units.
record Wording(Language language) {

    String say(Word word, Object... known) {
        return word.in(language, known);
    }

    String list(List<String> names) {
        return String.join(say(Word.COMMA), names);
    }

    String number(@Nullable Double value, int digits) {
        return value == null ? say(Word.UNKNOWN) : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    String count(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// A ratio from 0 to 1, with the space before the sign that English readers of SI expect and Chinese do not.
    String percent(@Nullable Double ratio) {
        return ratio == null
                ? say(Word.UNKNOWN)
                : String.format(Locale.ROOT, language == Language.ZH ? "%.1f%%" : "%.1f %%", ratio * 100);
    }

    String day(@Nullable LocalDate day) {
        return day == null
                ? say(Word.UNKNOWN)
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(language.locale())
                        .format(day);
    }

    String minute(OffsetDateTime time) {
        return day(time.toLocalDate()) + " "
                + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(time);
    }

    String mode(String code) {
        return say(code.equals("walk") ? Word.WALK : Word.EBIKE);
    }

    /// What demand is counted in; a unit that there is no word for is called as it is.
    String unit(String unit) {
        return switch (unit) {
            case "people" -> say(Word.PEOPLE);
            case DemandUnit.WORKERS -> say(Word.WORKERS);
            case "orders_per_day" -> say(Word.ORDERS_PER_DAY);
            default -> unit;
        };
    }

    /// What being served means.
    ///
    /// @param roads null where circles were asked for
    String standard(ServiceStandard standard, @Nullable RoadShare roads) {
        String mode = mode(standard.mode().code());
        String minutes = number(standard.minutes(), 0);
        String speed = number(standard.speedKmh(), 1);
        return roads == null
                ? say(
                        Word.BY_CIRCLE,
                        mode,
                        minutes,
                        speed,
                        number(standard.detour(), 2),
                        number(standard.radiusMetres(), 0))
                : say(Word.BY_ROADS, mode, minutes, speed, roads(roads));
    }

    /// Which stations count.
    ///
    /// @param written a name as it can be written, else its code
    String serving(List<SelectionNames.Named> filter, @Nullable OffsetDateTime openAt, BinaryOperator<String> written) {
        List<String> limits = new ArrayList<>();
        limit("network", Word.OF_NETWORKS, filter, written, limits);
        limit("tier", Word.OF_TIERS, filter, written, limits);
        limit("amenity", Word.WITH_AMENITIES, filter, written, limits);
        if (openAt != null) {
            limits.add(say(Word.OPEN_AT, minute(openAt)));
        }
        return limits.isEmpty() ? say(Word.ALL_STATIONS) : say(Word.SOME_STATIONS, String.join(say(Word.AND), limits));
    }

    private void limit(
            String kind,
            Word word,
            List<SelectionNames.Named> filter,
            BinaryOperator<String> written,
            List<String> limits) {
        List<String> names = filter.stream()
                .filter(named -> named.kind().equals(kind))
                .map(named -> written.apply(named.in(language), named.code()))
                .toList();
        if (!names.isEmpty()) {
            limits.add(say(word, list(names)));
        }
    }

    /// What roads decide of a map or report.
    String roads(RoadShare roads) {
        if (roads.reason() != null) {
            return say(Word.NO_ROADS);
        }
        if (roads.districtsBeyond() > 0) {
            return say(Word.BEYOND_ROADS);
        }
        String over = say(Word.OVER_ROADS, count(roads.stationsByRoads()));
        return roads.stationsByCircle() == 0 ? over : say(Word.NO_ROAD_NEAR, over, count(roads.stationsByCircle()));
    }
}
