package dev.yizhan.service.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// One parameter of a query: what it means, and what it takes. The document at /openapi.json is made from it.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryParameter {

    /// What it means, in a sentence or two.
    String value();

    /// The name in the query, where it is not the component's in snake case.
    String name() default "";

    /// What is taken when it is absent, as text; none makes it required unless it may be null or is a list.
    String fallback() default "";

    String example() default "";

    double min() default Double.NEGATIVE_INFINITY;

    double max() default Double.POSITIVE_INFINITY;

    /// True where `min` itself is too small.
    boolean aboveMin() default false;

    /// Of a text, in characters.
    int maxLength() default 200;

    /// Of a list.
    int maxItems() default 50;

    /// What a text must look like, whole; none takes any text.
    String pattern() default "";
}
