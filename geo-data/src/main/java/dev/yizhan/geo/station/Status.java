package dev.yizhan.geo.station;

import java.util.Locale;

/// Whether a station is in service. Unknown is null and counts as in service; all but [#OPEN] do not.
public enum Status {
    OPEN,
    /// Closed for a while: works, holidays, an event.
    TEMPORARILY_CLOSED,
    /// Found locked although it should be open.
    LOCKED,
    /// Decided but not there yet.
    PLANNED,
    /// Gone for good.
    CLOSED;

    /// The word in files, tables and answers.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
