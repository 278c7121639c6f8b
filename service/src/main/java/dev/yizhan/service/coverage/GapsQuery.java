package dev.yizhan.service.coverage;

import dev.yizhan.service.problem.ParameterError;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Crs;
import dev.yizhan.service.web.QueryParameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which gaps of one district, left by which stations, measured by whose need.
record GapsQuery(
        StandardParameters standard,
        StationFilter filter,
        DemandParameters demand,

        @QueryParameter(
                value = "What comes first: the most demand without a station, or the largest area. Where no demand is"
                        + " known it is the area.",
                fallback = "demand")
        CoverageQuery.Rank rank,

        @QueryParameter(
                name = "min_area_m2",
                value =
                        "Leaves out gaps smaller than this, in square metres; totals keep them, and left_out says how many"
                                + " they are.",
                fallback = "10000",
                min = 0,
                max = 1e12)
        double minSquareMetres,

        @QueryParameter(
                name = "simplify_m",
                value = "Leaves out corners as long as the border moves by no more than this, in metres; figures are"
                        + " those of the exact shape.",
                fallback = "0",
                min = 0,
                max = 10_000)
        double simplifyMetres,

        @QueryParameter(
                value =
                        "How many gaps at most; if not given, 100 in geojson, and in a file, csv or gpkg, all that there"
                                + " are.",
                min = 1,
                max = 1000,
                example = "100")
        @Nullable
        Integer limit,

        @QueryParameter(
                "The form of the answer: geojson; csv for spreadsheets; gpkg (GeoPackage) with the shapes, for GIS"
                        + " programs. If not given, the one that Accept names first, else geojson.")
        @Nullable
        Form format,

        @QueryParameter(
                value = "Whether a CSV begins with a byte order mark, without which Excel misreads Chinese.",
                fallback = "false")
        boolean bom,

        @QueryParameter(value = Crs.WORDS, fallback = "wgs84")
        Crs crs) {

    /// The forms of an answer.
    enum Form {
        GEOJSON,
        CSV,
        GPKG
    }

    private static final int MOST_TO_READ = 100;

    GapsQuery {
        List<ParameterError> errors = new ArrayList<>();
        if (bom && format != Form.CSV) {
            errors.add(new ParameterError("bom", "is for spreadsheets; say format=csv with it"));
        }
        if (simplifyMetres > 0 && format == Form.CSV) {
            errors.add(new ParameterError("simplify_m", "is for shapes, and a table has none"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalidParameters(errors);
        }
    }

    /// How many gaps at most: a file that was cut would look whole.
    int most(Form form) {
        return limit != null ? limit : form == Form.GEOJSON ? MOST_TO_READ : Integer.MAX_VALUE;
    }
}
