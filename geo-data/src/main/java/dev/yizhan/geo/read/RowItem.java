package dev.yizhan.geo.read;

/// What reading a list of stations comes upon: a row, or something that is none.
public sealed interface RowItem permits Row, Flaw {
    long line();
}
