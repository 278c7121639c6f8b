package dev.yizhan.geo.read;

import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Rows of a list of stations that is GeoJSON: the properties by their names, the place from the Point.
final class FeatureRows implements RowFile.Rows {

    private static final String GEOMETRY = "geometry";

    private final FeatureFile features;
    private final Map<String, String> overrides;
    private final Map<String, Field> asked;
    private final Subject subject;
    private final Set<String> seen = new LinkedHashSet<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private boolean whole = true;

    FeatureRows(FeatureFile features, Map<String, String> overrides, Map<String, Field> asked, Subject subject) {
        this.subject = subject;
        this.features = features;
        this.overrides = overrides;
        this.asked = asked;
    }

    @Override
    public @Nullable RowItem next() throws IOException {
        return switch (features.next()) {
            case null -> {
                if (whole) {
                    Columns.requireColumns(overrides, seen);
                }
                yield null;
            }
            case Flaw flaw -> {
                whole &= !flaw.kind().isOfWholeFile();
                yield flaw;
            }
            case Feature feature -> row(feature);
        };
    }

    private RowItem row(Feature feature) {
        seen.addAll(feature.properties().keySet());
        Geometry other = feature.geometry();
        // A cell of a grid counts where its middle is.
        Geometry at = subject == Subject.DEMAND && other instanceof Polygon cell && !cell.isEmpty()
                ? cell.getCentroid()
                : other;
        if (!(at instanceof Point point)) {
            return new Flaw(
                    feature.line(),
                    Flaw.Kind.NOT_A_POINT,
                    GEOMETRY,
                    feature.id(),
                    other == null
                            ? "the feature has no geometry"
                            : "the feature is a " + other.getGeometryType()
                                    + switch (subject) {
                                        case STATIONS -> "; a station is a Point";
                                        case DEMAND -> "; demand is a Point or the Polygon of a cell";
                                        case VENUES -> "; a venue is a Point";
                                    });
        }
        Columns columns = new Columns(feature.properties().keySet(), asked, subject);
        ignored.addAll(columns.ignored());
        EnumMap<Field, Row.Value> values = new EnumMap<>(Field.class);
        feature.properties().forEach((name, text) -> {
            Field field = columns.find(name);
            if (field != null) {
                values.putIfAbsent(field, new Row.Value(name, text));
            }
        });
        if (feature.id() != null) {
            values.putIfAbsent(Field.ID, new Row.Value("id", feature.id()));
        }
        // Properties may repeat the place in another datum; the geometry is the place.
        values.remove(Field.POSITION);
        values.remove(Field.LON);
        values.remove(Field.LAT);
        if (!point.isEmpty()) {
            values.put(Field.LON, new Row.Value(GEOMETRY, Double.toString(point.getX())));
            values.put(Field.LAT, new Row.Value(GEOMETRY, Double.toString(point.getY())));
        }
        return new Row(feature.line(), values);
    }

    @Override
    public List<String> ignored() {
        return List.copyOf(ignored);
    }

    @Override
    public void close() throws IOException {
        features.close();
    }
}
