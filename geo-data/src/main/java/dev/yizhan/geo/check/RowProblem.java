package dev.yizhan.geo.check;

import dev.yizhan.geo.read.Flaw;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is wrong with one row, or with the file: where, and what to do about it.
///
/// **Shape**  an error keeps the row out; a warning does not, but the value it is about may be left out
/// as unknown. A problem of the whole file refuses the file.
/// **Empty**  `column` and `value` are null where no single one is at fault.
public sealed interface RowProblem {

    /// The physical line on which the row begins; the first is 1.
    long line();

    default @Nullable String column() {
        return null;
    }

    default @Nullable String value() {
        return null;
    }

    /// What to do about it, in words for who keeps the list.
    String advice();

    default boolean isError() {
        return true;
    }

    default boolean isOfWholeFile() {
        return false;
    }

    /// The name of its kind in reports, tables and fixtures: `null_island`.
    default String code() {
        return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /// Whoever notes problems down by their parts.
    interface Note<E extends Exception> {
        void problem(
                long line, String code, boolean error, @Nullable String column, @Nullable String value, String advice)
                throws E;
    }

    default <E extends Exception> void tell(Note<E> note) throws E {
        note.problem(line(), code(), isError(), column(), value(), advice());
    }

    /// What a reader found, as a problem.
    static RowProblem of(Flaw flaw) {
        return switch (flaw.kind()) {
            case EMPTY_FILE -> new EmptyFile(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case NOT_WHAT_ITS_NAME_SAYS ->
                new NotWhatItsNameSays(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case FILE_CUT_SHORT -> new FileCutShort(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case MALFORMED_FILE -> new MalformedFile(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case DUPLICATE_HEADER -> new DuplicateHeader(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case MISSING_COLUMN -> new MissingColumn(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case TOO_MANY_COLUMNS -> new TooManyColumns(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case ROW_CUT_SHORT -> new RowCutShort(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case NOT_A_POINT -> new NotAPoint(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
            case MALFORMED_FEATURE -> new MalformedFeature(flaw.line(), flaw.column(), flaw.value(), flaw.detail());
        };
    }

    /// Nothing in the file, or a header and no rows.
    record EmptyFile(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {
        @Override
        public boolean isOfWholeFile() {
            return true;
        }
    }

    /// The content is another than the name promises: a zip archive, a web page, JSON as .csv.
    record NotWhatItsNameSays(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {
        @Override
        public boolean isOfWholeFile() {
            return true;
        }
    }

    /// The file stops in the middle of something.
    record FileCutShort(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {
        @Override
        public boolean isOfWholeFile() {
            return true;
        }
    }

    /// The file breaks the rules of its own format.
    record MalformedFile(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {
        @Override
        public boolean isOfWholeFile() {
            return true;
        }
    }

    /// Two columns mean the same.
    record DuplicateHeader(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {
        @Override
        public boolean isOfWholeFile() {
            return true;
        }
    }

    /// A column without which there are no stations.
    record MissingColumn(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {
        @Override
        public boolean isOfWholeFile() {
            return true;
        }
    }

    /// The row has more values than the header has columns.
    record TooManyColumns(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {}

    /// The row has fewer values than the header has columns.
    record RowCutShort(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {}

    /// The feature is a line, an area or nothing, where a station is a point.
    record NotAPoint(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {}

    /// Neither a feature nor readable as one.
    record MalformedFeature(
            long line, @Nullable String column, @Nullable String value, String advice) implements RowProblem {}

    /// A station nobody can ask for.
    record MissingName(long line) implements RowProblem {
        @Override
        public String column() {
            return "name";
        }

        @Override
        public String advice() {
            return "give the station a name";
        }
    }

    /// A place that is not there.
    record MissingCoordinate(long line, String column) implements RowProblem {
        @Override
        public String advice() {
            return "give longitude and latitude, or find them by the address first";
        }
    }

    /// A coordinate that is text, NaN or infinite.
    record NotANumber(long line, String column, String value) implements RowProblem {
        @Override
        public String advice() {
            return "write coordinates as decimal degrees such as 113.665412, or as metres of the projected system";
        }
    }

    /// Longitude where latitude belongs, and the other way round.
    record SwappedCoordinates(long line, String column, String value) implements RowProblem {
        @Override
        public String advice() {
            return "longitude and latitude look swapped: swap them, or say which is which with --map";
        }
    }

    /// No place on earth in the declared datum.
    record CoordinateOutOfRange(long line, String column, String value, String datum) implements RowProblem {
        @Override
        public String advice() {
            return "this is no place in " + datum + ": check the number and the datum";
        }
    }

    /// 0, 0: what a failed geocoder writes.
    record NullIsland(long line, String column, String value) implements RowProblem {
        @Override
        public String advice() {
            return "0, 0 lies in the Gulf of Guinea and means that nothing was found: find the address again";
        }
    }

    /// A place outside the region that the list is declared to be of.
    record OutsideRegion(long line, String column, String value, String region, String hint) implements RowProblem {
        @Override
        public String advice() {
            return "the place lies outside " + region + hint;
        }
    }

    /// An id that an earlier row has.
    record DuplicateId(long line, String column, String value, long firstLine) implements RowProblem {
        @Override
        public String advice() {
            return "line " + firstLine + " has the same id, and is kept: give each row an id of its own";
        }
    }

    /// A name or an id that is longer than any name.
    record OverlongName(long line, String column, String value, int limit) implements RowProblem {
        @Override
        public String advice() {
            return "longer than " + limit + " characters: text of another column, or a quote that never ends?";
        }
    }

    /// A name or an id that a wrong encoding has destroyed.
    record DamagedName(long line, String column, String value) implements RowProblem {
        @Override
        public String advice() {
            return "the text was destroyed by a wrong encoding: export the list again as UTF-8";
        }
    }

    /// A text that is too long to be what its column says; the row stays, without it.
    record OverlongField(long line, String column, String value, int limit) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "longer than " + limit + " characters, left out";
        }
    }

    /// A text that a wrong encoding has destroyed; the row stays, without it.
    record DamagedText(long line, String column, String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "the text was destroyed by a wrong encoding, left out: export the list again as UTF-8";
        }
    }

    /// A word that no amenity of the catalogue goes by; the row stays, without it.
    record UnknownAmenity(
            long line,
            String column,
            String value,
            @Nullable String suggestion) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "no amenity is called so, left out"
                    + (suggestion == null
                            ? ": the catalogue is at /v1/amenities"
                            : ": did you mean " + suggestion + "?");
        }
    }

    /// A word that says neither open nor closed; the row stays, its status unknown.
    record UnknownStatus(long line, String column, String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "taken as unknown: write open, temporarily_closed, locked, planned or closed";
        }
    }

    /// A word that does not say how one gets in; the row stays, its entry unknown.
    record UnknownEntry(long line, String column, String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "taken as unknown: write open, staffed, scan, face, key or customers";
        }
    }

    /// A word that does not say how good the position is; the row stays, its quality unknown.
    record UnknownPositionQuality(long line, String column, String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "taken as unknown: write surveyed, geocoded, schematic or synthetic";
        }
    }

    /// Opening hours that leave open when it is open; the row stays, its hours unknown beside the text.
    record UnparseableHours(long line, String column, String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "kept as text only: write days and times such as 周一至周五 08:00-18:00";
        }
    }

    /// A time that is none; the row stays, without it.
    record UnreadableTime(long line, String column, String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "left out: write times as 2026-07-27 or 2026-07-27 08:00:00";
        }
    }

    /// A number that is none, or out of reason; the row stays, without it.
    record UnreadableNumber(long line, String column, String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "left out: write a whole number from 0 to 100000";
        }
    }

    /// A station like another one less than 100 m away; both stay.
    record NearDuplicate(
            long line, String column, String value, long firstLine, String firstName, double distanceMetres)
            implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "%.0f m from line %d, %s: is it the same station twice?"
                    .formatted(distanceMetres, firstLine, firstName);
        }
    }

    /// The district that the row names is not the one that the place lies in; the row stays.
    record DistrictContradicts(long line, String column, String value, String actual) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "the place lies in " + actual + ": check the coordinate first, then the text";
        }
    }

    /// A district whose code is none of GB/T 2260.
    record UnknownAdcode(long line, String column, @Nullable String value) implements RowProblem {
        @Override
        public String advice() {
            return "give the code of the division (GB/T 2260): six digits, nine or twelve for a town";
        }
    }

    /// A district with a shape that holds nothing.
    record EmptyShape(long line, String column, String value) implements RowProblem {
        @Override
        public String advice() {
            return "the shape is empty: take it from another source, or leave the district out";
        }
    }

    /// A district that is a point or a line.
    record NotAnArea(long line, String column, String value) implements RowProblem {
        @Override
        public String advice() {
            return "the shape of a district is a Polygon or a MultiPolygon";
        }
    }

    /// A district whose rings touched or crossed themselves; the shape was made valid.
    record ShapeRepaired(long line, String column, String value, double changeSquareMetres) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "the shape was not valid and was repaired; its area changed by %,.0f m²"
                    .formatted(changeSquareMetres);
        }
    }

    /// Demand without a weight.
    record MissingWeight(long line, String column) implements RowProblem {
        @Override
        public String advice() {
            return "say how much demand there is here; where there is surely none, write 0";
        }
    }

    /// A weight that counts nothing: text, NaN, infinite, below zero.
    record NotAWeight(long line, String column, String value) implements RowProblem {
        @Override
        public String advice() {
            return "a weight is a plain number, 0 or more, without separators of thousands";
        }
    }

    /// A weight of nobody knows what.
    record MissingUnit(long line, String column) implements RowProblem {
        @Override
        public String advice() {
            return "say what the weight counts: --unit workers (people, orders_per_day …), or a column unit";
        }
    }

    /// A weight that counts something else than the rest of the list.
    record OtherUnit(long line, String column, String value, String expected) implements RowProblem {
        @Override
        public String advice() {
            return "this list counts " + expected
                    + ", and what is counted otherwise cannot be added to it: load it as a" + " dataset of its own";
        }
    }

    /// A profile of a day that lacks hours, or has hours that are no weights; the row stays without it.
    record UnreadableProfile(
            long line, String column, @Nullable String value) implements RowProblem {
        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public String advice() {
            return "left out: give all 24 hours, w00 to w23, each 0 or more, or none";
        }
    }
}
