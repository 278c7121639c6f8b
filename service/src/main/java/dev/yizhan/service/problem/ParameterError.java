package dev.yizhan.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What is wrong with one parameter, and what to write instead where that can be told.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterError(
        String parameter, String detail, @Nullable String suggestion) {

    public ParameterError(String parameter, String detail) {
        this(parameter, detail, null);
    }
}
