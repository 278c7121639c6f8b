package dev.yizhan.geo.read;

import org.jspecify.annotations.Nullable;

/// A place where a file is not what a reader can read: one row of it, or all of it.
///
/// **Shape**  `detail` completes the kind in plain words. After a flaw of the whole file nothing
/// more is read, and what was read before must not be taken for the whole list.
public record Flaw(
        long line,
        Kind kind,
        @Nullable String column,
        @Nullable String value,
        String detail) implements RowItem, FeatureItem {

    public enum Kind {
        /// Nothing in it, or a header and nothing below.
        EMPTY_FILE(true),
        /// A zip archive, a web page, JSON … under the name of something else.
        NOT_WHAT_ITS_NAME_SAYS(true),
        /// It stops in the middle: of the compression, of a JSON value, of a quoted text.
        FILE_CUT_SHORT(true),
        /// It breaks the rules of its own format.
        MALFORMED_FILE(true),
        /// Two columns that mean the same.
        DUPLICATE_HEADER(true),
        /// A column without which there are no stations.
        MISSING_COLUMN(true),
        TOO_MANY_COLUMNS(false),
        ROW_CUT_SHORT(false),
        /// A line or a list, an area, or no place at all, where a point belongs.
        NOT_A_POINT(false),
        /// Neither a feature nor readable as one.
        MALFORMED_FEATURE(false);

        private final boolean wholeFile;

        Kind(boolean wholeFile) {
            this.wholeFile = wholeFile;
        }

        /// Whether it makes the whole file useless, not only one row.
        public boolean isOfWholeFile() {
            return wholeFile;
        }
    }

    static Flaw ofFile(Kind kind, String detail) {
        return new Flaw(1, kind, null, null, detail);
    }
}
