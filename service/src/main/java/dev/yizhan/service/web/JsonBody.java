package dev.yizhan.service.web;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A body as the JSON object that it has to be, numbers in all their digits.
public final class JsonBody {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /// **Errors** invalid-body, with the line and column where it is no JSON, or names something twice.
    public static JsonNode object(byte[] body) {
        JsonNode read = read(body);
        if (!read.isObject()) {
            throw ProblemException.of(
                    ProblemType.INVALID_BODY,
                    body.length == 0 ? "The body is empty; it is a JSON object." : "The body is not a JSON object.");
        }
        return read;
    }

    private static JsonNode read(byte[] body) {
        try {
            return STRICT.readTree(body);
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "; it breaks at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            boolean twice = e.getOriginalMessage().startsWith("Duplicate");
            throw ProblemException.of(
                    ProblemType.INVALID_BODY,
                    (twice ? "The body names something twice" : "The body is not valid JSON") + where + ".");
        }
    }
}
