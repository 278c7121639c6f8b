package dev.yizhan.geo.district;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.measure.Corners;
import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.geo.read.Feature;
import dev.yizhan.geo.read.FeatureFile;
import dev.yizhan.geo.read.FeatureItem;
import dev.yizhan.geo.read.Flaw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;

/// Districts out of a GeoJSON file: converted, repaired, with what was wrong with each.
///
/// **Cost** some hundred shapes in memory; they are worked on by all cores.
final class DistrictReader implements AutoCloseable {

    private static final int CHUNK = 128;

    private static final List<String> CODES = List.of("adcode", "code", "行政区划代码", "区划代码", "代码", "id");
    private static final List<String> NAMES = List.of("name", "名称", "行政区名称", "区县名称");
    private static final List<String> LEVELS = List.of("level", "级别");

    /// A feature of the file, as what became of it.
    ///
    /// **Empty**  `district` null where a problem keeps it out.
    record Read(long line, @Nullable District district, List<RowProblem> problems) {}

    interface Sink<E extends Exception> {
        void put(Read read) throws E;
    }

    private final FeatureFile features;
    private final Datum datum;
    private final Map<String, Long> lineOfAdcode = new HashMap<>();

    DistrictReader(Path file, Datum datum) throws IOException {
        this.features = FeatureFile.open(file);
        this.datum = datum;
    }

    /// Hands over every feature in the file's order; answers why the file is unusable as a whole, or null.
    <E extends Exception> @Nullable String readInto(Sink<E> sink) throws IOException, E {
        List<FeatureItem> chunk = new ArrayList<>(CHUNK);
        for (FeatureItem item = features.next(); item != null; item = features.next()) {
            if (item instanceof Flaw flaw && flaw.kind().isOfWholeFile()) {
                drain(chunk, sink);
                RowProblem problem = RowProblem.of(flaw);
                sink.put(new Read(problem.line(), null, List.of(problem)));
                return problem.advice();
            }
            chunk.add(item);
            if (chunk.size() == CHUNK) {
                drain(chunk, sink);
            }
        }
        drain(chunk, sink);
        return null;
    }

    private <E extends Exception> void drain(List<FeatureItem> chunk, Sink<E> sink) throws E {
        for (Read read : chunk.parallelStream().map(this::read).toList()) {
            sink.put(once(read));
        }
        chunk.clear();
    }

    private Read once(Read read) {
        District district = read.district;
        if (district == null) {
            return read;
        }
        Long first = lineOfAdcode.putIfAbsent(district.adcode(), read.line);
        return first == null
                ? read
                : new Read(
                        read.line,
                        null,
                        List.of(new RowProblem.DuplicateId(read.line, "adcode", district.adcode(), first)));
    }

    private Read read(FeatureItem item) {
        return switch (item) {
            case Flaw flaw -> new Read(flaw.line(), null, List.of(RowProblem.of(flaw)));
            case Feature feature -> read(feature);
        };
    }

    private Read read(Feature feature) {
        long line = feature.line();
        String adcode = text(feature, CODES);
        if (adcode == null) {
            adcode = feature.id();
        }
        if (adcode == null || !Adcode.isOne(adcode)) {
            return refused(line, new RowProblem.UnknownAdcode(line, "adcode", adcode));
        }
        String name = text(feature, NAMES);
        if (name == null) {
            return refused(line, new RowProblem.MissingName(line));
        }
        Geometry raw = feature.geometry();
        if (raw == null || raw.isEmpty()) {
            return refused(line, new RowProblem.EmptyShape(line, "geometry", adcode + " " + name));
        }
        if (!(raw instanceof Polygonal)) {
            return refused(line, new RowProblem.NotAnArea(line, "geometry", raw.getGeometryType()));
        }
        ShapeRepair.Repaired repaired;
        try {
            repaired = ShapeRepair.repair(raw, this::converted);
        } catch (IllegalArgumentException e) {
            return refused(line, new RowProblem.CoordinateOutOfRange(line, "geometry", adcode, datum.code()));
        }
        if (repaired == null) {
            return refused(line, new RowProblem.EmptyShape(line, "geometry", adcode + " " + name));
        }
        District district = new District(
                adcode,
                name,
                level(feature, adcode),
                Adcode.parent(adcode),
                repaired.shape(),
                repaired.areaSquareMetres(),
                repaired.changeSquareMetres(),
                false);
        Double change = repaired.changeSquareMetres();
        return new Read(
                line,
                district,
                change == null
                        ? List.of()
                        : List.of(new RowProblem.ShapeRepaired(line, "geometry", adcode + " " + name, change)));
    }

    private static Read refused(long line, RowProblem problem) {
        return new Read(line, null, List.of(problem));
    }

    private static @Nullable String text(Feature feature, List<String> names) {
        for (String name : names) {
            String text = feature.properties().get(name);
            if (text != null) {
                return text.strip();
            }
        }
        return null;
    }

    private static District.Level level(Feature feature, String adcode) {
        String said = text(feature, LEVELS);
        if (said != null) {
            String word = said.toLowerCase(Locale.ROOT);
            for (District.Level level : District.Level.values()) {
                if (level.code().equals(word) || (word.equals("district") && level == District.Level.COUNTY)) {
                    return level;
                }
            }
        }
        return Adcode.level(adcode);
    }

    private Geometry converted(Geometry raw) {
        return Corners.moved(raw, (corners, i) -> {
            LonLat place = datum.toWgs84(corners.getX(i), corners.getY(i));
            corners.setOrdinate(i, 0, place.lon());
            corners.setOrdinate(i, 1, place.lat());
        });
    }

    @Override
    public void close() throws IOException {
        features.close();
    }
}
