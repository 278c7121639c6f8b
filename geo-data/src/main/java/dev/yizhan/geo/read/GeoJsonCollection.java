package dev.yizhan.geo.read;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The features of a FeatureCollection as they come, whatever stands before and after them; also
/// single features, and several values one after the other.
final class GeoJsonCollection implements GeoJsonReader {

    private final JsonParser parser;
    private long lastLine = 1;
    private boolean inFeatures;
    private boolean any;
    private boolean over;

    GeoJsonCollection(Reader text) {
        this.parser = JSON.createParser(text);
    }

    @Override
    public @Nullable FeatureItem next() throws IOException {
        if (over) {
            return null;
        }
        try {
            FeatureItem item = inFeatures ? nextOfCollection() : nextOfFile();
            if (item == null && !any) {
                item = Flaw.ofFile(Flaw.Kind.EMPTY_FILE, "the file holds no features");
            }
            any = true;
            over = item == null || (item instanceof Flaw flaw && flaw.kind().isOfWholeFile());
            return item;
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (UnexpectedEndOfInputException e) {
            return broken(Flaw.Kind.FILE_CUT_SHORT, "the JSON ends too early: copy or download the file again");
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? lastLine : e.getLocation().getLineNr();
            lastLine = Math.max(line, 1);
            return broken(Flaw.Kind.MALFORMED_FILE, "from here on it is not JSON: " + e.getOriginalMessage());
        }
    }

    private Flaw broken(Flaw.Kind kind, String detail) {
        over = true;
        return new Flaw(lastLine, kind, null, null, detail);
    }

    private @Nullable FeatureItem nextOfCollection() {
        JsonToken token = parser.nextToken();
        lastLine = parser.currentTokenLocation().getLineNr();
        if (token == JsonToken.END_ARRAY) {
            inFeatures = false;
            return restOfObject(JSON.createObjectNode());
        }
        long line = lastLine;
        return FeatureShape.feature(parser.readValueAsTree(), line);
    }

    private @Nullable FeatureItem nextOfFile() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return null;
        }
        lastLine = parser.currentTokenLocation().getLineNr();
        if (token != JsonToken.START_OBJECT) {
            return broken(
                    Flaw.Kind.MALFORMED_FILE, "it is JSON but not GeoJSON: a FeatureCollection or a Feature is wanted");
        }
        return restOfObject(JSON.createObjectNode());
    }

    /// Walks on through an object of the file: into the features where they begin, over what means nothing.
    private @Nullable FeatureItem restOfObject(ObjectNode members) {
        long line = lastLine;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "features" -> {
                    if (value != JsonToken.START_ARRAY) {
                        return broken(Flaw.Kind.MALFORMED_FILE, "its features are not a list");
                    }
                    inFeatures = true;
                    return nextOfCollection();
                }
                case "type", "id", "properties", "geometry" -> {
                    JsonNode node = parser.readValueAsTree();
                    members.set(name, node);
                }
                default -> parser.skipChildren();
            }
        }
        if (members.path("type").asString("").equals("Feature")) {
            return FeatureShape.feature(members, line);
        }
        if (any || members.path("type").asString("").equals("FeatureCollection")) {
            return nextOfFile();
        }
        return broken(
                Flaw.Kind.MALFORMED_FILE, "it is JSON but not GeoJSON: a FeatureCollection or a Feature is wanted");
    }

    @Override
    public void close() {
        parser.close();
    }
}
