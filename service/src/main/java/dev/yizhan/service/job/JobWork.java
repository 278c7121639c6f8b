package dev.yizhan.service.job;

import org.jspecify.annotations.Nullable;

/// What a job does, on a thread of its own.
///
/// **Blocking** for as long as it takes.
@FunctionalInterface
public interface JobWork {

    /// How the work tells where it is.
    interface Watch {

        /// Where the work is, in a few words for a person; `gap` null or NaN where there is none.
        void at(String stage, @Nullable Double gap);

        /// Takes what has to be done when somebody wants the work to end; it may be called at once, and from
        /// any thread.
        void onCancel(Runnable stop);
    }

    /// The result as JSON.
    ///
    /// **Errors**  [JobRefused] with words for the client; anything else is a fault of ours.
    String run(Watch watch) throws JobRefused;

    /// There is no result, and why.
    final class JobRefused extends Exception {
        private final String words;

        public JobRefused(String words) {
            super(words);
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
