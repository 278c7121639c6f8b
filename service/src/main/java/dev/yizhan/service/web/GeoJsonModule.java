package dev.yizhan.service.web;

import java.util.Locale;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Writes shapes as RFC 7946 GeoJSON, and enums in lower case.
///
/// **Shape**  longitude first, 7 decimals, outer rings counterclockwise; rings are closed as JTS closes them. An area
/// stays valid only if it comes rounded already, as [Crs#fromWgs84(Geometry)] gives it.
@Component
public final class GeoJsonModule extends SimpleModule {

    /// What GeoJSON is served as (RFC 7946).
    public static final String MEDIA_TYPE = "application/geo+json";

    static final double DECIMALS = 1e7;

    public GeoJsonModule() {
        super("geojson");
        addSerializer(new Shapes());
        addSerializer(new Points());
        addSerializer(new Words());
    }

    /// To 7 decimals, and never −0.
    static double rounded(double degrees) {
        return Math.rint(degrees * DECIMALS) / DECIMALS + 0.0;
    }

    private static void position(JsonGenerator json, double lon, double lat) {
        json.writeStartArray();
        json.writeNumber(rounded(lon));
        json.writeNumber(rounded(lat));
        json.writeEndArray();
    }

    private static final class Points extends StdSerializer<PointShape> {

        Points() {
            super(PointShape.class);
        }

        @Override
        public void serialize(PointShape point, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("type", "Point");
            json.writeName("coordinates");
            position(json, point.lon(), point.lat());
            json.writeEndObject();
        }
    }

    private static final class Words extends StdSerializer<Enum<?>> {

        Words() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum<?> word, JsonGenerator json, SerializationContext context) {
            json.writeString(word.name().toLowerCase(Locale.ROOT));
        }
    }

    private static final class Shapes extends StdSerializer<Geometry> {

        Shapes() {
            super(Geometry.class);
        }

        @Override
        public void serialize(Geometry shape, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty(
                    "type", shape.getGeometryType().equals("LinearRing") ? "LineString" : shape.getGeometryType());
            if (shape.getClass() == GeometryCollection.class) {
                json.writeName("geometries");
                json.writeStartArray();
                for (int at = 0; at < shape.getNumGeometries(); at++) {
                    serialize(shape.getGeometryN(at), json, context);
                }
                json.writeEndArray();
            } else {
                json.writeName("coordinates");
                coordinates(shape, json);
            }
            json.writeEndObject();
        }

        private static void coordinates(Geometry shape, JsonGenerator json) {
            switch (shape) {
                case Point point -> {
                    Coordinate at = point.getCoordinate();
                    if (at == null) {
                        json.writeStartArray();
                        json.writeEndArray();
                    } else {
                        position(json, at.x, at.y);
                    }
                }
                case LineString line -> line(line.getCoordinateSequence(), false, json);
                case Polygon polygon -> polygon(polygon, json);
                case MultiPoint _, MultiLineString _, MultiPolygon _ -> {
                    json.writeStartArray();
                    for (int at = 0; at < shape.getNumGeometries(); at++) {
                        coordinates(shape.getGeometryN(at), json);
                    }
                    json.writeEndArray();
                }
                default -> throw new IllegalArgumentException(shape.getGeometryType() + " is not GeoJSON");
            }
        }

        private static void polygon(Polygon polygon, JsonGenerator json) {
            json.writeStartArray();
            if (!polygon.isEmpty()) {
                ring(polygon.getExteriorRing(), true, json);
                for (int at = 0; at < polygon.getNumInteriorRing(); at++) {
                    ring(polygon.getInteriorRingN(at), false, json);
                }
            }
            json.writeEndArray();
        }

        private static void ring(LinearRing ring, boolean counterclockwise, JsonGenerator json) {
            CoordinateSequence places = ring.getCoordinateSequence();
            line(places, Orientation.isCCW(places) != counterclockwise, json);
        }

        private static void line(CoordinateSequence places, boolean backwards, JsonGenerator json) {
            json.writeStartArray();
            for (int step = 0; step < places.size(); step++) {
                int at = backwards ? places.size() - 1 - step : step;
                position(json, places.getX(at), places.getY(at));
            }
            json.writeEndArray();
        }
    }
}
