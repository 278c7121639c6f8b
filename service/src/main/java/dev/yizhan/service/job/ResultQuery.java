package dev.yizhan.service.job;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.web.QueryParameter;

/// The form in which a result is wanted.
record ResultQuery(
        @QueryParameter(value = "The form of the answer: geojson, or csv for spreadsheets.", fallback = "geojson")
        Format format,

        @QueryParameter(
                value =
                        "Whether a CSV is for spreadsheets: it begins with a byte order mark, without which Excel misreads"
                                + " Chinese, and words that they would take for a formula begin with an apostrophe.",
                fallback = "false")
        boolean bom) {

    /// The forms of an answer.
    enum Format {
        GEOJSON,
        CSV
    }

    ResultQuery {
        if (bom && format != Format.CSV) {
            throw ProblemException.invalidParameter("bom", "is for spreadsheets; say format=csv with it");
        }
    }
}
