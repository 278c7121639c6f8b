package dev.yizhan.service.siting;

import dev.yizhan.geo.measure.LonLat;
import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.web.BodyPart;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.PointShape;
import dev.yizhan.service.web.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import tools.jackson.databind.JsonNode;

/// Reads places and areas out of a body, and notes what is wrong with each by its JSON pointer.
///
/// **Units**  degrees in the datum of the question in, WGS 84 out.
/// **Errors**  into the list given, the first [#MOST_ERRORS] of them.
final class PlaceReader {

    /// A place with what was said of it; `weight` null where none was.
    record Named(
            String id,
            LonLat place,
            @Nullable String name,
            @Nullable Double weight) {}

    private static final int MOST_ERRORS = 20;
    static final int LONGEST_TEXT = 200;
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final Crs crs;
    private final List<ParameterError> errors;

    PlaceReader(Crs crs, List<ParameterError> errors) {
        this.crs = crs;
        this.errors = errors;
    }

    /// The places of a file.
    List<Named> places(String at, BodyPart.File file, int most) {
        return new VenueFile(at, crs, this::errors).read(file, most);
    }

    /// A list of objects, or a FeatureCollection of points.
    ///
    /// @param weighted whether each must have a weight, or must have none
    List<Named> places(String at, JsonNode node, int most, boolean weighted) {
        boolean collection = node.isObject()
                && node.path("type").asString("").equals("FeatureCollection")
                && node.path("features").isArray();
        if (!collection && !node.isArray()) {
            refuse(at, "is neither a list of places nor a GeoJSON FeatureCollection");
            return List.of();
        }
        JsonNode items = collection ? node.get("features") : node;
        String under = collection ? at + "/features" : at;
        if (items.size() > most) {
            refuse(at, "has " + items.size() + " places; at most " + most + " are taken");
            return List.of();
        }
        List<Named> places = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String where = under + "/" + i;
            Named place =
                    collection ? feature(where, items.get(i), i, weighted) : item(where, items.get(i), i, weighted);
            if (place != null) {
                if (!ids.add(place.id)) {
                    refuse(where + "/id", "is given twice: " + place.id);
                }
                places.add(place);
            }
        }
        if (items.isEmpty()) {
            refuse(at, "is empty; leave it out if nothing is meant");
        }
        return places;
    }

    private @Nullable Named item(String at, JsonNode item, int i, boolean weighted) {
        if (!item.isObject()) {
            refuse(at, "is no object with lon and lat");
            return null;
        }
        List<String> known = weighted ? List.of("lon", "lat", "weight", "id") : List.of("lon", "lat", "id", "name");
        for (String name : item.propertyNames()) {
            if (!known.contains(name)) {
                errors(new ParameterError(
                        at + "/" + name,
                        "unknown: not one of " + String.join(", ", known),
                        Suggestion.nearest(name, known).orElse(null)));
            }
        }
        LonLat place = place(at, item.get("lon"), item.get("lat"), "/lon", "/lat");
        Double weight = weighted ? weight(at + "/weight", item.get("weight")) : null;
        return place == null || weighted && weight == null
                ? null
                : new Named(id(at + "/id", item.get("id"), i), place, text(at + "/name", item.get("name")), weight);
    }

    private @Nullable Named feature(String at, JsonNode feature, int i, boolean weighted) {
        JsonNode geometry = feature.path("geometry");
        JsonNode coordinates = geometry.path("coordinates");
        if (!feature.path("type").asString("").equals("Feature")
                || !geometry.path("type").asString("").equals("Point")
                || coordinates.size() < 2) {
            refuse(at, "is no GeoJSON Feature with a Point");
            return null;
        }
        String inside = at + "/geometry/coordinates";
        LonLat place = place(inside, coordinates.get(0), coordinates.get(1), "/0", "/1");
        JsonNode properties = feature.path("properties");
        Double weight = weighted ? weight(at + "/properties/weight", properties.get("weight")) : null;
        JsonNode id = feature.has("id") ? feature.get("id") : properties.get("id");
        return place == null || weighted && weight == null
                ? null
                : new Named(
                        id(at + "/id", id, i), place, text(at + "/properties/name", properties.get("name")), weight);
    }

    private @Nullable LonLat place(
            String at, @Nullable JsonNode lon, @Nullable JsonNode lat, String lonName, String latName) {
        if (lon == null || !lon.isNumber() || lat == null || !lat.isNumber()) {
            refuse(at + (lon == null || !lon.isNumber() ? lonName : latName), "is no number of degrees");
            return null;
        }
        double x = lon.decimalValue().doubleValue();
        double y = lat.decimalValue().doubleValue();
        if (Math.abs(x) > 180 || Math.abs(y) > 90) {
            boolean swapped = Math.abs(x) <= 90 && Math.abs(y) <= 180;
            refuse(
                    at + (Math.abs(x) > 180 ? lonName : latName),
                    swapped ? "is outside its range; longitude and latitude look swapped" : "is outside its range");
            return null;
        }
        return crs.toWgs84(new LonLat(x, y));
    }

    private @Nullable Double weight(String at, @Nullable JsonNode node) {
        if (node == null || !node.isNumber()) {
            refuse(at, "is no number");
            return null;
        }
        double weight = node.decimalValue().doubleValue();
        if (!(weight >= 0 && weight <= 1e12)) {
            refuse(at, "is outside 0..1000000000000");
            return null;
        }
        return weight;
    }

    private String id(String at, @Nullable JsonNode node, int i) {
        if (node == null || node.isNull()) {
            return String.valueOf(i + 1);
        }
        if (node.isIntegralNumber()) {
            return node.asString();
        }
        String text = text(at, node);
        return text == null || text.isBlank() ? String.valueOf(i + 1) : text;
    }

    private @Nullable String text(String at, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            refuse(at, "is not a text");
            return null;
        }
        String text = node.asString();
        if (text.length() > LONGEST_TEXT) {
            refuse(at, "is longer than " + LONGEST_TEXT + " characters");
            return null;
        }
        return text;
    }

    /// The polygons of a GeoJSON object, whichever kind it is.
    List<Geometry> areas(String at, JsonNode node) {
        String type = node.path("type").asString("");
        List<Geometry> areas = new ArrayList<>();
        switch (type) {
            case "FeatureCollection" -> {
                JsonNode features = node.path("features");
                for (int i = 0; i < features.size(); i++) {
                    areas.addAll(areas(at + "/features/" + i, features.get(i)));
                }
            }
            case "Feature" -> areas.addAll(areas(at + "/geometry", node.path("geometry")));
            case "MultiPolygon" -> {
                JsonNode parts = node.path("coordinates");
                for (int i = 0; i < parts.size(); i++) {
                    add(areas, at + "/coordinates/" + i, parts.get(i));
                }
            }
            case "Polygon" -> add(areas, at + "/coordinates", node.path("coordinates"));
            default -> refuse(at, "is no GeoJSON Polygon, MultiPolygon, Feature or FeatureCollection of them");
        }
        return areas;
    }

    private void add(List<Geometry> areas, String at, JsonNode rings) {
        if (!rings.isArray() || rings.isEmpty()) {
            refuse(at, "has no ring");
            return;
        }
        LinearRing[] made = new LinearRing[rings.size()];
        for (int i = 0; i < made.length; i++) {
            LinearRing ring = ring(at + "/" + i, rings.get(i));
            if (ring == null) {
                return;
            }
            made[i] = ring;
        }
        LinearRing[] holes = new LinearRing[made.length - 1];
        System.arraycopy(made, 1, holes, 0, holes.length);
        Polygon polygon = SHAPES.createPolygon(made[0], holes);
        TopologyValidationError fault = new IsValidOp(polygon).getValidationError();
        if (fault != null) {
            refuse(at, made, fault);
            return;
        }
        areas.add(polygon);
    }

    /// Names the corner at which a polygon is not valid: the one that the fault is at, else the one from which the edge
    /// goes that it is on.
    private void refuse(String at, LinearRing[] rings, TopologyValidationError fault) {
        Coordinate where = fault.getCoordinate();
        String corner = "";
        double nearest = Double.POSITIVE_INFINITY;
        for (int ring = 0; ring < rings.length; ring++) {
            Coordinate[] corners = rings[ring].getCoordinates();
            for (int i = 0; i + 1 < corners.length; i++) {
                // A fault at a corner is on two edges: it is the one that begins there.
                double away =
                        corners[i].equals2D(where) ? -1 : Distance.pointToSegment(where, corners[i], corners[i + 1]);
                if (away < nearest) {
                    nearest = away;
                    corner = "/" + ring + "/" + i;
                }
            }
        }
        PointShape shown = PointShape.of(new LonLat(where.x, where.y), crs).rounded();
        refuse(
                at + corner,
                "is where the polygon is not valid: " + fault.getMessage()
                        + (nearest < 0 ? " at this corner" : " between this corner and the next") + ", at "
                        + shown.lon() + ", " + shown.lat());
    }

    private @Nullable LinearRing ring(String at, JsonNode ring) {
        if (!ring.isArray() || ring.size() < 4) {
            refuse(at, "has fewer than four corners, the first of them repeated at the end");
            return null;
        }
        Coordinate[] corners = new Coordinate[ring.size()];
        for (int i = 0; i < corners.length; i++) {
            LonLat corner = place(at + "/" + i, ring.get(i).get(0), ring.get(i).get(1), "/0", "/1");
            if (corner == null) {
                return null;
            }
            corners[i] = new Coordinate(corner.lon(), corner.lat());
        }
        if (!corners[0].equals2D(corners[corners.length - 1])) {
            refuse(at + "/" + (corners.length - 1), "is not the first corner again: a ring ends where it begins");
            return null;
        }
        return SHAPES.createLinearRing(corners);
    }

    private void refuse(String at, String words) {
        errors(new ParameterError(at, words));
    }

    private void errors(ParameterError error) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(error);
        }
    }
}
