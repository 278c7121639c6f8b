package dev.yizhan.service.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the argument of a controller method that holds the whole body: a record of [QueryParameter]s, as
/// [QueryParameters] is for a query, written as one JSON object.
///
/// **Shape**  numbers, texts, booleans and lists of them as JSON has them; a component of type `JsonNode` takes
/// any JSON, for the room to read; one of type [BodyPart] takes any JSON, or a file. The body comes as
/// `application/json`; where it may have files, also as `multipart/form-data`, the JSON in its part `request` and each
/// file under its component's name. The call takes no query.
/// **Errors**  one 400 that names everything by JSON pointers: unknown names (with the nearest known one),
/// names given twice, missing, empty, malformed and out-of-range values, and texts where numbers belong.
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyParameters {

    /// Whether the body may be as large as any (yizhan.web.max-body), not only as large as usual
    /// (yizhan.web.usual-body).
    boolean large() default false;
}
