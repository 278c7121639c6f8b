package dev.yizhan.broken.util;

/// In a package for odds and ends.
class Odds {}
