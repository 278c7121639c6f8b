package dev.yizhan.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What is wrong with one parameter, and what to write instead where that can be told.
///
/// **Empty**  `code` unless it is a row of a file that is wrong: then the kind of mistake, as reports on lists name it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterError(
        String parameter,
        String detail,
        @Nullable String suggestion,
        @Nullable String code) {

    public ParameterError(String parameter, String detail) {
        this(parameter, detail, null, null);
    }

    public ParameterError(String parameter, String detail, @Nullable String suggestion) {
        this(parameter, detail, suggestion, null);
    }
}
