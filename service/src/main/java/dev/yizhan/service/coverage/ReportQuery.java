package dev.yizhan.service.coverage;

import dev.yizhan.service.reach.StandardParameters;
import dev.yizhan.service.station.StationFilter;
import dev.yizhan.service.web.QueryParameter;

/// In which form, and by which standard, a district's report is printed.
record ReportQuery(
        StandardParameters standard,
        StationFilter filter,
        DemandParameters demand,

        @QueryParameter(value = "html to read, pdf to print and to send.", fallback = "html")
        Form format) {

    /// The forms of a report.
    enum Form {
        HTML,
        PDF
    }
}
