package dev.yizhan.geo.read;

/// What reading GeoJSON comes upon: a feature, or something that is none.
public sealed interface FeatureItem permits Feature, Flaw {
    long line();
}
