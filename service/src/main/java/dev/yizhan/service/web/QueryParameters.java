package dev.yizhan.service.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the argument of a controller method that holds the whole query: a record, one component a parameter.
///
/// **Shape**  `radiusMetres` is `radius_metres` in the query unless [QueryParameter#name] says otherwise. A component
/// that is a record with [QueryParameter]s of its own is flattened into its parent, so that calls share groups.
/// A component is optional when it is `@Nullable`, a list, or has a fallback; all others are required.
/// Types: double, int, long, boolean, String, enums (lower case), OffsetDateTime, lists of these (by comma or
/// repetition), and any class with a public static method `parse(String)` that refuses by IllegalArgumentException
/// with words for the client.
/// **Errors**  one 400 that names everything: unknown names (with the nearest known one), missing, repeated, empty,
/// malformed and out-of-range values. A compact constructor may throw a `ProblemException` for what joins components.
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryParameters {}
