package dev.yizhan.service.tiles;

import dev.yizhan.service.problem.ProblemException;
import dev.yizhan.service.problem.ProblemType;

/// Where in the pyramid a tile lies: Web Mercator, `y` from the north.
record TileAddress(int z, int x, int y) {

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
