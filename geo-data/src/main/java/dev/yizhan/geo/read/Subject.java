package dev.yizhan.geo.read;

/// What the rows of a list are about: which columns it may have, and which it cannot do without.
public enum Subject {
    /// Rest stations: a name and a place each.
    STATIONS,
    /// Places with a weight: who needs a station.
    DEMAND,
    /// Places where a station could be: a position each, with a name and an id where the list has them.
    VENUES
}
