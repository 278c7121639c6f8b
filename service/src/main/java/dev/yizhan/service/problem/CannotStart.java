package dev.yizhan.service.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// The service cannot start as it is set up; the message is for the person who starts it.
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotStart(@Nullable String words, Throwable cause) {
        super(words, cause);
    }

    /// Has Spring Boot show the message and no stack.
    static final class Analyzer extends AbstractFailureAnalyzer<CannotStart> {

        @Override
        protected FailureAnalysis analyze(Throwable root, CannotStart cause) {
            return new FailureAnalysis("yizhan cannot start: " + cause.getMessage(), null, cause);
        }
    }
}
