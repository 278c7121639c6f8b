package dev.yizhan.geo.check;

import dev.yizhan.geo.dataset.Amenities;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.hours.HoursText;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.read.Field;
import dev.yizhan.geo.read.Row;
import dev.yizhan.geo.station.Offer;
import dev.yizhan.geo.station.PositionQuality;
import dev.yizhan.geo.station.Station;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes stations of the rows of one list, and says of each row what is wrong with it.
///
/// **Shape**  one object a list: it remembers ids and places, to find what is there twice.
/// **Cost**  a few dozen bytes a row; a lookup in the database a row where districts are given.
public final class Checks {

    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST_DESCRIPTION = 4000;
    private static final double NULL_ISLAND_DEGREES = 0.01;
    /// Farther north than anyone delivers, and the longitudes of China: what swapped coordinates look like.
    private static final double ARCTIC_DEGREES = 72.5;

    private static final ZoneId LOCAL_TIME = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-M-d");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss]");

    /// What a decoder writes for what it cannot read, what it makes of it in the wrong encoding, and
    /// control characters.
    private static final Pattern DAMAGE =
            Pattern.compile("\uFFFD|锟斤拷|烫烫烫|[\u00c0-\u00ef][\u0080-\u00bf]|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");

    private final Datum datum;
    private final @Nullable Region region;
    private final PositionRule positions;
    private final @Nullable DistrictsOfRecord districts;
    private final Amenities amenities = Amenities.standard();
    private final Map<String, Long> lineOfId = new HashMap<>();
    private final NearDuplicates near = new NearDuplicates();

    /// **Empty**  without a region every place on earth will do; without districts no text is held against
    /// shapes.
    public Checks(Datum datum, @Nullable Region region, PositionRule positions, @Nullable DistrictsOfRecord districts) {
        this.datum = datum;
        this.region = region;
        this.positions = positions;
        this.districts = districts;
    }

    /// The station of a row; null when an error keeps it out. Everything found goes to `problems`.
    public @Nullable Station check(Row row, Consumer<RowProblem> problems) throws SQLException {
        Texts texts = new Texts(row, problems);
        String name = texts.essential(Field.NAME, LONGEST_NAME);
        if (name == null && row.find(Field.NAME) == null) {
            problems.accept(new RowProblem.MissingName(row.line()));
        }
        Place place = place(row, problems);
        String address = texts.optional(Field.ADDRESS, LONGEST_TEXT);
        String id = row.find(Field.ID) == null ? idOf(name, address) : texts.essential(Field.ID, LONGEST_ID);
        if (name == null || place == null || id == null || isTaken(id, row, problems)) {
            return null;
        }
        warnOfNearDuplicate(row, name, place.location, problems);
        String districtText = texts.optional(Field.DISTRICT, LONGEST_TEXT);
        warnOfContradiction(row, districtText, place.location, problems);
        String description = texts.optional(Field.DESCRIPTION, LONGEST_DESCRIPTION);
        String hours = texts.optional(Field.HOURS, LONGEST_TEXT);
        if (hours != null && HoursText.toOsm(hours) == null) {
            problems.accept(new RowProblem.UnparseableHours(row.line(), texts.column(Field.HOURS), hours));
        }
        return new Station(
                id,
                name,
                address,
                place.location,
                place.x,
                place.y,
                quality(texts, description),
                texts.optional(Field.TIER, LONGEST_ID),
                offers(texts),
                texts.word(Field.STATUS, Words.STATUS, RowProblem.UnknownStatus::new),
                texts.word(Field.ENTRY, Words.ENTRY, RowProblem.UnknownEntry::new),
                hours,
                texts.time(Field.HOURS_VERIFIED_AT),
                texts.optional(Field.VENUE, LONGEST_TEXT),
                texts.number(Field.CAPACITY),
                texts.optional(Field.OPERATOR, LONGEST_TEXT),
                districtText,
                texts.time(Field.VERIFIED_AT),
                texts.time(Field.UPDATED_AT),
                texts.optional(Field.SOURCE, LONGEST_TEXT),
                description,
                List.of());
    }

    /// Where a row says it is, on WGS 84; null when that is no place. For lists that are not of stations.
    public @Nullable LonLat location(Row row, Consumer<RowProblem> problems) {
        Place place = place(row, problems);
        return place == null ? null : place.location;
    }

    /// A text of a row, whole and legible; null where the row has none. For lists that are not of stations.
    public static @Nullable String text(Row row, Field field, int limit, Consumer<RowProblem> problems) {
        return new Texts(row, problems).essential(field, limit);
    }

    private record Place(double x, double y, LonLat location) {}

    private @Nullable Place place(Row row, Consumer<RowProblem> problems) {
        Row.Value x = row.find(Field.LON);
        Row.Value y = row.find(Field.LAT);
        Row.Value both = row.find(Field.POSITION);
        if (both != null && x == null && y == null) {
            String[] halves = both.text().strip().split("[\\s,;，；]+");
            if (halves.length != 2) {
                problems.accept(new RowProblem.NotANumber(row.line(), both.column(), both.text()));
                return null;
            }
            x = new Row.Value(both.column(), halves[0]);
            y = new Row.Value(both.column(), halves[1]);
        }
        if (x == null || y == null) {
            problems.accept(new RowProblem.MissingCoordinate(row.line(), x == null ? "lon" : "lat"));
            return null;
        }
        Double xValue = coordinate(row, x, problems);
        Double yValue = coordinate(row, y, problems);
        return xValue == null || yValue == null ? null : place(row, x, y, xValue, yValue, problems);
    }

    private static @Nullable Double coordinate(Row row, Row.Value value, Consumer<RowProblem> problems) {
        String text =
                Normalizer.normalize(value.text(), Normalizer.Form.NFKC).strip().replaceAll("°?\\s*[EN]?$", "");
        if (text.matches("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d{1,3})?|[+-]?\\.\\d+")) {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        }
        problems.accept(new RowProblem.NotANumber(row.line(), value.column(), value.text()));
        return null;
    }

    private @Nullable Place place(
            Row row, Row.Value xValue, Row.Value yValue, double x, double y, Consumer<RowProblem> problems) {
        String column = xValue.column();
        String shown = xValue.text() + ", " + yValue.text();
        boolean degrees = Math.abs(x) <= 180 && Math.abs(y) <= 180;
        boolean swapped = Math.abs(y) > ARCTIC_DEGREES && Math.abs(x) <= 90;
        if (degrees && swapped) {
            problems.accept(new RowProblem.SwappedCoordinates(row.line(), column, shown));
            return null;
        }
        if (Math.abs(x) < NULL_ISLAND_DEGREES && Math.abs(y) < NULL_ISLAND_DEGREES) {
            problems.accept(new RowProblem.NullIsland(row.line(), column, shown));
            return null;
        }
        LonLat location;
        try {
            location = datum.toWgs84(x, y);
        } catch (IllegalArgumentException e) {
            problems.accept(new RowProblem.CoordinateOutOfRange(row.line(), column, shown, datum.code()));
            return null;
        }
        if (region != null && !region.contains(location)) {
            boolean otherWay = degrees && fitsSwapped(region, x, y);
            problems.accept(new RowProblem.OutsideRegion(
                    row.line(), column, shown, region.name(), otherWay ? "; longitude and latitude look swapped" : ""));
            return null;
        }
        return new Place(x, y, location);
    }

    private boolean fitsSwapped(Region where, double x, double y) {
        try {
            return where.contains(datum.toWgs84(y, x));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isTaken(String id, Row row, Consumer<RowProblem> problems) {
        Long first = lineOfId.putIfAbsent(id, row.line());
        if (first == null) {
            return false;
        }
        Row.Value value = row.find(Field.ID);
        problems.accept(new RowProblem.DuplicateId(row.line(), value == null ? "name" : value.column(), id, first));
        return true;
    }

    private void warnOfNearDuplicate(Row row, String name, LonLat place, Consumer<RowProblem> problems) {
        NearDuplicates.Match match = near.put(row.line(), name, place);
        if (match != null) {
            problems.accept(new RowProblem.NearDuplicate(
                    row.line(),
                    "name",
                    name,
                    match.earlier().line(),
                    match.earlier().name(),
                    match.distanceMetres()));
        }
    }

    private void warnOfContradiction(Row row, @Nullable String text, LonLat place, Consumer<RowProblem> problems)
            throws SQLException {
        if (text == null || districts == null || !districts.isKnown(text)) {
            return;
        }
        List<String> around = districts.around(place);
        if (!around.isEmpty() && !around.contains(text)) {
            Row.Value value = row.find(Field.DISTRICT);
            problems.accept(new RowProblem.DistrictContradicts(
                    row.line(), value == null ? "district" : value.column(), text, around.getFirst()));
        }
    }

    private @Nullable PositionQuality quality(Texts texts, @Nullable String description) {
        return texts.has(Field.POSITION_QUALITY)
                ? texts.word(Field.POSITION_QUALITY, Words.POSITION_QUALITY, RowProblem.UnknownPositionQuality::new)
                : positions.decide(description);
    }

    private List<Offer> offers(Texts texts) {
        String list = texts.optional(Field.AMENITIES, LONGEST_DESCRIPTION);
        if (list == null) {
            return List.of();
        }
        Set<String> codes = new LinkedHashSet<>();
        for (String word : list.split("[|,，、;；/\\n]+")) {
            if (word.isBlank()) {
                continue;
            }
            String code = amenities.find(word.strip());
            if (code == null) {
                texts.problems.accept(new RowProblem.UnknownAmenity(
                        texts.row.line(),
                        texts.column(Field.AMENITIES),
                        word.strip(),
                        amenities.suggest(word.strip())));
            } else {
                codes.add(code);
            }
        }
        return codes.stream().map(code -> new Offer(code, null, null)).toList();
    }

    /// A list without ids: what the station is called and where it says it is. A corrected coordinate keeps
    /// it the same station.
    private static @Nullable String idOf(@Nullable String name, @Nullable String address) {
        if (name == null) {
            return null;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((name + "\0" + (address == null ? "" : address)).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private interface OfWord {
        RowProblem of(long line, String column, String value);
    }

    /// The texts of one row, each looked at once.
    private record Texts(Row row, Consumer<RowProblem> problems) {

        boolean has(Field field) {
            return row.find(field) != null;
        }

        String column(Field field) {
            Row.Value value = row.find(field);
            return value == null ? field.code() : value.column();
        }

        /// A text without which there is no station.
        @Nullable
        String essential(Field field, int limit) {
            return text(field, limit, true);
        }

        @Nullable
        String optional(Field field, int limit) {
            return text(field, limit, false);
        }

        private @Nullable String text(Field field, int limit, boolean essential) {
            Row.Value value = row.find(field);
            if (value == null) {
                return null;
            }
            String text = value.text();
            if (text.length() > limit) {
                problems.accept(
                        essential
                                ? new RowProblem.OverlongName(row.line(), value.column(), text, limit)
                                : new RowProblem.OverlongField(row.line(), value.column(), text, limit));
                return null;
            }
            if (DAMAGE.matcher(text).find()) {
                problems.accept(
                        essential
                                ? new RowProblem.DamagedName(row.line(), value.column(), text)
                                : new RowProblem.DamagedText(row.line(), value.column(), text));
                return null;
            }
            return text;
        }

        <E extends Enum<E>> @Nullable E word(Field field, Words<E> words, OfWord problem) {
            Row.Value value = row.find(field);
            if (value == null) {
                return null;
            }
            E meaning = words.find(value.text());
            if (meaning == null) {
                problems.accept(problem.of(row.line(), value.column(), value.text()));
            }
            return meaning;
        }

        @Nullable
        Integer number(Field field) {
            Row.Value value = row.find(field);
            if (value == null) {
                return null;
            }
            String text =
                    Normalizer.normalize(value.text(), Normalizer.Form.NFKC).replaceAll("[人个座位,\\s]+$", "");
            if (text.matches("\\d{1,6}") && Integer.parseInt(text) <= 100_000) {
                return Integer.valueOf(text);
            }
            problems.accept(new RowProblem.UnreadableNumber(row.line(), value.column(), value.text()));
            return null;
        }

        @Nullable
        OffsetDateTime time(Field field) {
            Row.Value value = row.find(field);
            if (value == null) {
                return null;
            }
            OffsetDateTime time = parse(value.text());
            if (time == null) {
                problems.accept(new RowProblem.UnreadableTime(row.line(), value.column(), value.text()));
            }
            return time;
        }

        private static @Nullable OffsetDateTime parse(String raw) {
            String text = Normalizer.normalize(raw, Normalizer.Form.NFKC)
                    .strip()
                    .replaceAll("[年月/.](?=\\d)", "-")
                    .replace("日", "")
                    .replaceAll("\\s+", " ");
            List<java.util.function.Function<String, OffsetDateTime>> ways = new ArrayList<>();
            ways.add(OffsetDateTime::parse);
            ways.add(t -> LocalDateTime.parse(t).atZone(LOCAL_TIME).toOffsetDateTime());
            ways.add(t -> LocalDateTime.parse(t, DATE_TIME).atZone(LOCAL_TIME).toOffsetDateTime());
            ways.add(t -> LocalDate.parse(t, DATE).atStartOfDay(LOCAL_TIME).toOffsetDateTime());
            for (var way : ways) {
                try {
                    OffsetDateTime time = way.apply(text);
                    return time.getYear() >= 1949 && time.getYear() < 2200 ? time : null;
                } catch (DateTimeException e) {
                    // The next way.
                }
            }
            return null;
        }
    }
}
