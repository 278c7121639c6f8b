package dev.yizhan.service.coverage;

import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.Language;
import dev.yizhan.service.web.QueryParameter;
import org.jspecify.annotations.Nullable;

/// In which form and language, and by which standard, a district's report is printed.
record ReportQuery(
        StandardParameters standard,
        StationFilter filter,
        DemandParameters demand,

        @QueryParameter(value = "html to read, pdf to print and to send.", fallback = "html")
        Form format,

        @QueryParameter(Language.WORDS) @Nullable Language lang) {

    /// The forms of a report.
    enum Form {
        HTML,
        PDF
    }
}
