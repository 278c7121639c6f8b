package dev.yizhan.service.siting;

/// What the new sites are chosen for: the three classic problems of location.
enum Objective {
    /// As much demand as k sites can cover (maximal covering location problem).
    MCLP,
    /// As few sites as cover all demand that any candidate reaches (location set covering problem).
    LSCP,
    /// The least mean distance from demand to its nearest station, with k sites more.
    P_MEDIAN
}
