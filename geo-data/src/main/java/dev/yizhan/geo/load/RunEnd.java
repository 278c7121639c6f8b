package dev.yizhan.geo.load;

/// How a run over a file ended.
public enum RunEnd {
    PUBLISHED("published"),
    UNCHANGED("nothing to do"),
    CHECKED("checked, nothing written"),
    REFUSED("refused, nothing written");

    final String words;

    RunEnd(String words) {
        this.words = words;
    }
}
