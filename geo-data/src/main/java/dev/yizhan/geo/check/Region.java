package dev.yizhan.geo.check;

import dev.yizhan.geo.measure.LonLat;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;

/// Where the stations of a list are said to be. WGS 84.
public final class Region {

    private final String name;
    private final IndexedPointInAreaLocator area;

    private Region(String name, Geometry area) {
        this.name = name;
        this.area = new IndexedPointInAreaLocator(area);
    }

    public static Region of(String name, Geometry area) {
        return new Region(name, area);
    }

    /// A box, written as `west,south,east,north` in degrees.
    ///
    /// **Errors** [IllegalArgumentException] in words for who wrote it.
    public static Region box(String text) {
        String[] parts = text.split(",");
        try {
            if (parts.length == 4) {
                double[] side = new double[4];
                for (int i = 0; i < 4; i++) {
                    side[i] = Double.parseDouble(parts[i].strip());
                }
                if (side[0] < side[2] && side[1] < side[3]) {
                    return new Region(
                            "the box " + text,
                            new GeometryFactory().toGeometry(new Envelope(side[0], side[2], side[1], side[3])));
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the box " + text + " must be west,south,east,north in degrees", e);
        }
        throw new IllegalArgumentException("the box " + text + " must be west,south,east,north in degrees");
    }

    String name() {
        return name;
    }

    boolean contains(LonLat place) {
        return area.locate(new Coordinate(place.lon(), place.lat())) != Location.EXTERIOR;
    }
}
