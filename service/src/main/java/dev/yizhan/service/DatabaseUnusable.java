package dev.yizhan.service;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// There is no database to start with; the message is for the person who starts.
final class DatabaseUnusable extends RuntimeException {

    DatabaseUnusable(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    /// Has Spring Boot show the message and no stack.
    static final class Analyzer extends AbstractFailureAnalyzer<DatabaseUnusable> {

        @Override
        protected FailureAnalysis analyze(Throwable root, DatabaseUnusable cause) {
            return new FailureAnalysis("yizhan cannot start: " + cause.getMessage(), null, cause);
        }
    }
}
