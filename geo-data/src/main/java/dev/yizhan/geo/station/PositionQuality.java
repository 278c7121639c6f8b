package dev.yizhan.geo.station;

import java.util.Locale;

/// How much the coordinate of a station can be trusted. It travels to every answer; unknown is null.
public enum PositionQuality {
    /// Measured or checked on the spot or against a map's own point of interest.
    SURVEYED,
    /// Computed from an address by a geocoder.
    GEOCODED,
    /// Drawn to give an impression, by the source's own words: not a place to walk to.
    SCHEMATIC,
    /// Made up for a demonstration.
    SYNTHETIC;

    /// The word in files, tables and answers.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
