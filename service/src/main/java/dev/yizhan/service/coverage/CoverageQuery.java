package dev.yizhan.service.coverage;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which districts or cells, by which standard, served by which stations, measured by whose need.
record CoverageQuery(
        @QueryParameter(
                value = "Only districts below the one with this adcode: directly, or of the level given. Cells need it:"
                        + " they are laid over this district, which has to have a shape of its own. One without"
                        + " any below it has no rows: its own row is among those of the district above"
                        + " it, and its figures are in its gaps.",
                maxLength = 12,
                pattern = "[0-9]{1,12}",
                example = "440100")
        @Nullable
        String parent,

        @QueryParameter(
                "The districts of this level; counties where neither level nor parent is given. Every place is in one row,"
                        + " so that sums are the same at every level: where no district of the level is, the next wider"
                        + " or narrower one stands for it, with its own level in the row. Among cities that is a"
                        + " municipality, and a county right below a province; among counties a city without any."
                        + " cell: squares of a planning grid over the parent.")
        @Nullable
        Level level,

        @QueryParameter(
                name = "cell_m",
                value = "The side of a square of the planning grid, in metres; 500 if not given.",
                min = 50,
                max = 50_000,
                example = "500")
        @Nullable
        Double cellMetres,

        @QueryParameter(
                value = "Only districts in which at least this many stations stand.",
                fallback = "0",
                min = 0,
                max = 1_000_000)
        int minStations,

        StandardParameters standard,
        StationFilter filter,
        DemandParameters demand,

        @QueryParameter(
                value = "What comes first: the smallest part of the area served, or the most demand without a station.",
                fallback = "area")
        Rank rank,

        @QueryParameter(
                value =
                        "How many districts or cells at most; if not given, 100 in json, and all there are in a file: csv,"
                                + " geojson or gpkg.",
                min = 1,
                max = 100_000,
                example = "100")
        @Nullable
        Integer limit,

        @QueryParameter(
                value = "The form of the answer: json; csv for spreadsheets; geojson or gpkg (GeoPackage) with the"
                        + " shapes, for GIS programs.",
                fallback = "json")
        Format format,

        @QueryParameter(
                value = "Whether a CSV begins with a byte order mark, without which Excel misreads Chinese.",
                fallback = "false")
        boolean bom,

        @QueryParameter(
                name = "simplify_m",
                value = "For shapes: leaves out corners as long as the border moves by no more than this, in metres;"
                        + " figures are those of the exact shape.",
                fallback = "0",
                min = 0,
                max = 10_000)
        double simplifyMetres,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {

    /// The forms of an answer.
    enum Format {
        JSON,
        CSV,
        GEOJSON,
        GPKG
    }

    /// The steps of the hierarchy, the widest first, and squares that are none of it.
    enum Level {
        PROVINCE,
        CITY,
        COUNTY,
        TOWN,
        CELL
    }

    /// What comes first.
    enum Rank {
        AREA,
        DEMAND
    }

    static final double USUAL_CELL_METRES = 500;
    private static final int MOST_TO_READ = 100;

    CoverageQuery {
        List<ParameterError> errors = new ArrayList<>();
        if (level == Level.CELL && parent == null) {
            errors.add(new ParameterError("parent", "is missing: cells are laid over one district, name it"));
        }
        if (cellMetres != null && level != Level.CELL) {
            errors.add(new ParameterError("cell_m", "is the side of a cell; say level=cell with it"));
        }
        if (bom && format != Format.CSV) {
            errors.add(new ParameterError("bom", "is for spreadsheets; say format=csv with it"));
        }
        if (simplifyMetres > 0 && format != Format.GEOJSON && format != Format.GPKG) {
            errors.add(new ParameterError("simplify_m", "is for shapes; say format=geojson or format=gpkg with it"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
    }

    /// How many rows at most: a file that was cut would look whole.
    int most() {
        return limit != null ? limit : format == Format.JSON ? MOST_TO_READ : Integer.MAX_VALUE;
    }

    boolean ofCells() {
        return level == Level.CELL;
    }

    /// The level to look at; null = whatever lies directly below the parent.
    @Nullable
    String levelCode() {
        if (level == null) {
            return parent == null ? "county" : null;
        }
        return level.name().toLowerCase(Locale.ROOT);
    }
}
