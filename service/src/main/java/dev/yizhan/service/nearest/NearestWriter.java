package dev.yizhan.service.nearest;

import dev.yizhan.geo.hours.OpeningHours.State;
import dev.yizhan.geo.hours.OpeningHours.Stretch;
import dev.yizhan.geo.measure.Geodesic;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.reach.ServiceStandard;
import dev.yizhan.service.station.StationRow;
import dev.yizhan.service.station.StationSnapshot.Near;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.PointShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes a [NearestAnswer] as JSON without making one: most of what is said of a station is the
/// same in every answer, so Jackson writes it once, and the bytes are kept for the next courier there.
///
/// **Cost**   a few copies of bytes a station; memory for the 131,072 stations asked for last, about
/// 1 kB each.
/// **Blocking**  never; safe for any number of threads.
@Component
class NearestWriter {

    private static final int KEPT = 1 << 17;
    /// As many stations share a place by their hash, lest two that are asked for in turn drive each
    /// other out.
    private static final int TOGETHER = 8;
    private static final String OPEN = "\"open\":null,\"opens_at\":null,\"closes_at\":null";
    private static final ZoneOffset LOCAL_TIME = ZoneOffset.ofHours(8);

    /// What never changes of a station's feature: up to its coordinates, from there to whether it
    /// is open, from there to its distance, and its links.
    private record Constant(
            StationRow station, byte[] id, byte[] before, byte[] after, NavigationLinks.Target target) {}

    /// A way to a station. `kind` is one of [NearestAnswer.Properties].
    record Travel(String kind, double distanceMetres, double durationSeconds) {}

    private static final ThreadLocal<Text> TEXT = ThreadLocal.withInitial(Text::new);

    /// Stations by hash of their id, eight side by side, any of which gives way to a ninth.
    private final AtomicReferenceArray<@Nullable Constant> kept = new AtomicReferenceArray<>(KEPT);

    /// The default standards of two ways to move.
    private final Map<ServiceStandard, byte[]> standards = new ConcurrentHashMap<>();
    private final JsonMapper json;

    NearestWriter(JsonMapper json) {
        this.json = json;
    }

    /// The answer as UTF-8.
    ///
    /// @param ways how to get to each of them, where that is known better than from the straight line
    DataBuffer write(
            List<Near> near,
            @Nullable List<Travel> ways,
            LonLat place,
            Crs crs,
            ServiceStandard standard,
            @Nullable String datasetVersion,
            boolean widened,
            double radiusMetres,
            boolean stale,
            @Nullable Instant staleSince,
            DataBufferFactory buffers) {
        Text text = TEXT.get().cleared();
        text.add("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int i = 0; i < near.size(); i++) {
            if (i > 0) {
                text.add(",");
            }
            feature(near.get(i), ways == null ? null : ways.get(i), place, crs, standard, text);
        }
        text.add("],\"next_cursor\":null,\"crs\":\"").add(crs.code()).add("\",\"dataset_version\":");
        if (datasetVersion == null) {
            text.add("null");
        } else {
            text.add("\"").add(datasetVersion).add("\"");
        }
        text.add(",\"widened\":").add(Boolean.toString(widened));
        text.add(",\"radius_m\":").add(radiusMetres);
        text.add(",\"stale\":").add(Boolean.toString(stale)).add(",\"stale_since\":");
        if (staleSince == null) {
            text.add("null");
        } else {
            text.time(staleSince);
        }
        text.add(",\"standard\":")
                .add(standards.computeIfAbsent(
                        standard, stated -> json.writeValueAsBytes(NearestAnswer.Standard.of(stated))));
        return text.add("}").into(buffers);
    }

    private void feature(Near near, @Nullable Travel way, LonLat place, Crs crs, ServiceStandard standard, Text text) {
        Constant constant = constant(near.station());
        LonLat location = near.station().location();
        PointShape shown = PointShape.of(location, crs).rounded();
        double bearing = Geodesic.between(place.lon(), place.lat(), location.lon(), location.lat())
                .bearingDegrees();
        text.add(constant.id).add(shown.lon()).add(",").add(shown.lat()).add("]},\"properties\":");
        text.add(constant.before);
        hours(near.hours(), text);
        double distanceMetres = way == null ? near.distanceMetres() : way.distanceMetres();
        text.add(constant.after).add(",\"distance_m\":").add(Math.rint(distanceMetres * 100) / 100);
        text.add(",\"distance_kind\":\"").add(way == null ? NearestAnswer.Properties.STRAIGHT_LINE : way.kind());
        // 359.97° would round to 360°, which is 0°.
        text.add("\",\"bearing_deg\":").add(Math.rint(bearing * 10) / 10 % 360);
        text.add(",\"duration_s\":")
                .add(Long.toString(Math.round(
                        way == null ? standard.durationSeconds(near.distanceMetres()) : way.durationSeconds())));
        // Nothing in an encoded address has to be escaped again.
        NavigationLinks links = NavigationLinks.to(constant.target);
        text.add(",\"links\":{\"amap\":\"").add(links.amap());
        text.add("\",\"baidu\":\"").add(links.baidu());
        text.add("\",\"tencent\":\"").add(links.tencent());
        text.add("\",\"apple\":\"").add(links.apple()).add("\"}}}");
    }

    private static void hours(@Nullable Stretch hours, Text text) {
        if (hours == null || hours.state() == State.UNKNOWN) {
            text.add(OPEN);
            return;
        }
        text.add("\"open\":").add(Boolean.toString(hours.state() == State.OPEN));
        Instant opens = hours.opensAt();
        Instant closes = hours.closesAt();
        text.add(",\"opens_at\":");
        if (opens == null) {
            text.add("null");
        } else {
            text.time(opens);
        }
        text.add(",\"closes_at\":");
        if (closes == null) {
            text.add("null");
        } else {
            text.time(closes);
        }
    }

    private Constant constant(StationRow station) {
        // The high bits of a product hang on all bits of both.
        int first =
                (station.id().hashCode() * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(KEPT / TOGETHER) + 1) * TOGETHER;
        for (int slot = first; slot < first + TOGETHER; slot++) {
            Constant constant = kept.getPlain(slot);
            if (constant != null && constant.station == station) {
                return constant;
            }
        }
        Constant constant = written(station);
        kept.setRelease(first + ThreadLocalRandom.current().nextInt(TOGETHER), constant);
        return constant;
    }

    private Constant written(StationRow station) {
        String properties = json.writeValueAsString(station.properties().at(null));
        int open = properties.indexOf(OPEN);
        return new Constant(
                station,
                utf8("{\"type\":\"Feature\",\"id\":" + json.writeValueAsString(station.id())
                        + ",\"geometry\":{\"type\":\"Point\",\"coordinates\":["),
                utf8(properties.substring(0, open)),
                utf8(properties.substring(open + OPEN.length(), properties.length() - 1)),
                NavigationLinks.Target.of(
                        station.location(), station.properties().name()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes that grow, one lot a thread: an answer is copied out of them at once.
    private static final class Text {

        private static final int MOST_KEPT = 1 << 18;

        private byte[] bytes = new byte[1 << 14];
        private int length;

        /// Empty again; what a rare long answer took is given back.
        Text cleared() {
            length = 0;
            if (bytes.length > MOST_KEPT) {
                bytes = new byte[1 << 14];
            }
            return this;
        }

        private void room(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }

        Text add(byte[] utf8) {
            room(utf8.length);
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
            length += utf8.length;
            return this;
        }

        /// Text that is ASCII.
        @SuppressWarnings("deprecation") // What makes it deprecated, that it keeps the low bytes alone, is meant.
        Text add(String ascii) {
            room(ascii.length());
            ascii.getBytes(0, ascii.length(), bytes, length);
            length += ascii.length();
            return this;
        }

        Text add(double number) {
            return add(Double.toString(number));
        }

        /// A time as ISO 8601 writes it, on the clock of China.
        Text time(Instant time) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), LOCAL_TIME);
            add("\"").add(local.toString());
            return add(local.getSecond() == 0 && local.getNano() == 0 ? ":00+08:00\"" : "+08:00\"");
        }

        DataBuffer into(DataBufferFactory buffers) {
            return buffers.allocateBuffer(length).write(bytes, 0, length);
        }
    }
}
