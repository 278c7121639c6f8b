package dev.yizhan.geo.datum;

import dev.yizhan.geo.measure.LonLat;

/// What is stored: nothing to convert.
record Wgs84() implements Datum {

    @Override
    public String code() {
        return "wgs84";
    }

    @Override
    public LonLat toWgs84(double lon, double lat) {
        return new LonLat(lon, lat);
    }

    @Override
    public Position fromWgs84(LonLat place) {
        return new Position(place.lon(), place.lat());
    }
}
