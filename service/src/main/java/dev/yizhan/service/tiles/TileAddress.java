package dev.yizhan.service.tiles;

import dev.yizhan.geo.measure.BoundingBox;
import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;

/// Where in the pyramid a tile lies: Web Mercator, `y` from the north.
record TileAddress(int z, int x, int y) {

    /// A tile is drawn a little beyond its edge, so that lines along it are whole.
    private static final double EDGE = 0.03;

    /// The shortest degree of latitude there is, so that nothing is missed.
    private static final double METRES_A_DEGREE = 110_500;

    /// The place of a tile of this layer, from the words of a path.
    ///
    /// **Errors** [ProblemType#NOT_FOUND] for what is no place in the layer's pyramid.
    static TileAddress of(TileLayer layer, String z, String x, String y) {
        int zoom = number(z);
        int column = number(x);
        int row = number(y);
        if (zoom < layer.minZoom() || zoom > layer.maxZoom()) {
            throw outside(
                    "Tiles of " + layer.code() + " have a zoom of " + layer.minZoom() + " to " + layer.maxZoom() + ".");
        }
        int side = 1 << zoom;
        if (column < 0 || column >= side || row < 0 || row >= side) {
            throw outside("At zoom " + zoom + " x and y go from 0 to " + (side - 1) + ".");
        }
        return new TileAddress(zoom, column, row);
    }

    /// The box of the tile and of what is this far around it, on WGS 84.
    BoundingBox around(double metres) {
        double tiles = 1 << z;
        double north = latitude(y - EDGE, tiles);
        double south = latitude(y + 1 + EDGE, tiles);
        double degrees = metres / METRES_A_DEGREE;
        double wide = degrees / Math.max(0.02, Math.cos(Math.toRadians(Math.max(Math.abs(north), Math.abs(south)))));
        return new BoundingBox(
                Math.max(-180, (x - EDGE) / tiles * 360 - 180 - wide),
                Math.max(-90, south - degrees),
                Math.min(180, (x + 1 + EDGE) / tiles * 360 - 180 + wide),
                Math.min(90, north + degrees));
    }

    private static double latitude(double row, double tiles) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * row / tiles))));
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 7 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw outside("A tile is named by three whole numbers: /{z}/{x}/{y}.mvt.");
        }
        return Integer.parseInt(text);
    }

    private static ProblemException outside(String detail) {
        return ProblemException.of(ProblemType.NOT_FOUND, detail);
    }
}
