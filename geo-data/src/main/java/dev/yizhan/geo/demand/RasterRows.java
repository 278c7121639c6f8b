package dev.yizhan.geo.demand;

import dev.yizhan.geo.check.RowProblem;
import dev.yizhan.geo.datum.Datum;
import dev.yizhan.geo.measure.LonLat;
import java.awt.geom.AffineTransform;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.data.DataSourceException;
import org.geotools.api.geometry.Bounds;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.EngineeringCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.jspecify.annotations.Nullable;

/// The cells of GeoTIFF rasters, each a point in its middle: of one resolution and one coordinate
/// system, and not on top of each other.
///
/// **Shape**  cells without data and cells of 0 are left out; one band.
/// **Cost**  a tile of the raster in memory at a time.
/// **Errors** what makes the files useless as a whole is said in the extent; [IOException] where one
/// cannot be read.
final class RasterRows implements DemandRows {

    /// Of a cell's side: less is a rounding of whoever wrote the file.
    private static final double SAME = 1e-6;

    private final List<Path> files;
    private final String unit;
    private final @Nullable Datum datum;
    private int cells;
    private int withoutData;

    RasterRows(List<Path> files, String unit, @Nullable Datum datum) {
        this.files = files;
        this.unit = unit;
        this.datum = datum;
    }

    private record Grid(Path file, GridCoverage2D coverage, double noData, boolean hasNoData) {

        String name() {
            return file.getFileName().toString();
        }

        CoordinateReferenceSystem system() {
            return coverage.getCoordinateReferenceSystem2D();
        }

        AffineTransform toSystem() {
            return (AffineTransform) coverage.getGridGeometry().getGridToCRS2D();
        }

        double width() {
            return Math.hypot(toSystem().getScaleX(), toSystem().getShearY());
        }

        double height() {
            return Math.hypot(toSystem().getScaleY(), toSystem().getShearX());
        }

        boolean isEmpty(double value) {
            return Double.isNaN(value)
                    || value == 0
                    || hasNoData && (value == noData || (float) value == (float) noData);
        }
    }

    @Override
    public Extent readInto(Sink sink) throws IOException, SQLException {
        List<Grid> grids = new ArrayList<>();
        List<GeoTiffReader> readers = new ArrayList<>();
        try {
            for (Path file : files) {
                if (!RasterFile.isOne(file)) {
                    return unusable(file.getFileName() + " is no TIFF, the others are: load it on its own");
                }
                if (RasterFile.isCutShort(file)) {
                    return unusable(file.getFileName() + " is cut short: it ends before the last of its cells; fetch it"
                            + " again");
                }
                GeoTiffReader reader = new GeoTiffReader(file.toFile());
                readers.add(reader);
                grids.add(new Grid(
                        file,
                        reader.read(new GeneralParameterValue[0]),
                        reader.getMetadata().hasNoData() ? reader.getMetadata().getNoData() : Double.NaN,
                        reader.getMetadata().hasNoData()));
            }
            String wrong = wrong(grids);
            if (wrong != null) {
                return unusable(wrong);
            }
            for (Grid grid : grids) {
                read(grid, sink);
            }
            return new Extent(cells, withoutData, unit, null);
        } catch (DataSourceException e) {
            return unusable("it cannot be read as a GeoTIFF: " + e.getMessage());
        } finally {
            grids.forEach(grid -> grid.coverage.dispose(true));
            readers.forEach(GeoTiffReader::dispose);
        }
    }

    private Extent unusable(String why) {
        return new Extent(cells, withoutData, unit, why);
    }

    /// Why the rasters cannot be one dataset; null when they can.
    private @Nullable String wrong(List<Grid> grids) {
        Grid first = grids.getFirst();
        for (Grid grid : grids) {
            if (datum == null && grid.system() instanceof EngineeringCRS) {
                return grid.name() + " does not say what its coordinates refer to: write a coordinate system into it"
                        + " (gdal_edit.py -a_srs EPSG:4326), or say --datum";
            }
            if (grid.coverage.getNumSampleDimensions() != 1) {
                return grid.name() + " has " + grid.coverage.getNumSampleDimensions()
                        + " bands: keep the one that counts the demand (gdal_translate -b 1)";
            }
            if (!CRS.equalsIgnoreMetadata(grid.system(), first.system())) {
                return grid.name() + " is in another coordinate system than " + first.name()
                        + ": bring them into one (gdalwarp -t_srs), or load each as a dataset of its own";
            }
            if (differs(grid.width(), first.width()) || differs(grid.height(), first.height())) {
                return "%s has cells of %s × %s, %s of %s × %s: rasters of different resolutions cannot be one dataset;"
                                .formatted(
                                        grid.name(),
                                        grid.width(),
                                        grid.height(),
                                        first.name(),
                                        first.width(),
                                        first.height())
                        + " bring them to one (gdalwarp -tr, summing up), or load each as a dataset of its own";
            }
        }
        return overlap(grids);
    }

    private static boolean differs(double one, double other) {
        return Math.abs(one - other) > SAME * Math.max(one, other);
    }

    private static @Nullable String overlap(List<Grid> grids) {
        for (int i = 0; i < grids.size(); i++) {
            for (int j = 0; j < i; j++) {
                Bounds one = grids.get(i).coverage.getEnvelope();
                Bounds other = grids.get(j).coverage.getEnvelope();
                boolean apart = false;
                for (int axis = 0; axis < 2; axis++) {
                    double shared = Math.min(one.getMaximum(axis), other.getMaximum(axis))
                            - Math.max(one.getMinimum(axis), other.getMinimum(axis));
                    double side =
                            axis == 0 ? grids.get(i).width() : grids.get(i).height();
                    apart |= shared < side / 2;
                }
                if (!apart) {
                    return grids.get(i).name() + " lies on " + grids.get(j).name()
                            + ": its cells would count twice; cut one of them, or load each as a dataset of its own";
                }
            }
        }
        return null;
    }

    private void read(Grid grid, Sink sink) throws IOException, SQLException {
        RenderedImage image = grid.coverage.getRenderedImage();
        // Where the caller says the datum, the file's word is not asked.
        MathTransform toWgs84 =
                datum == null ? toWgs84(grid) : grid.coverage.getGridGeometry().getGridToCRS2D();
        for (int tileY = image.getMinTileY(); tileY < image.getMinTileY() + image.getNumYTiles(); tileY++) {
            for (int tileX = image.getMinTileX(); tileX < image.getMinTileX() + image.getNumXTiles(); tileX++) {
                // A tile at the edge may be larger than the image.
                read(grid, image, image.getTile(tileX, tileY), toWgs84, sink);
            }
        }
    }

    private void read(Grid grid, RenderedImage image, Raster tile, MathTransform toWgs84, Sink sink)
            throws IOException, SQLException {
        int right = Math.min(tile.getMinX() + tile.getWidth(), image.getMinX() + image.getWidth());
        int bottom = Math.min(tile.getMinY() + tile.getHeight(), image.getMinY() + image.getHeight());
        for (int y = tile.getMinY(); y < bottom; y++) {
            for (int x = tile.getMinX(); x < right; x++) {
                double value = tile.getSampleDouble(x, y, 0);
                if (grid.isEmpty(value)) {
                    withoutData++;
                } else {
                    cells++;
                    put(grid, x, y, value, toWgs84, sink);
                }
            }
        }
    }

    private void put(Grid grid, int x, int y, double value, MathTransform toWgs84, Sink sink)
            throws IOException, SQLException {
        String column = grid.name() + " column " + x;
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            sink.problem(new RowProblem.NotAWeight(y + 1, column, String.valueOf(value)));
            return;
        }
        // Of the cell's middle: the transform that GeoTools hands out is that of pixel centres.
        double[] at = {x, y};
        grid.toSystem().transform(at, 0, at, 0, 1);
        LonLat place;
        try {
            place = datum == null ? through(toWgs84, at) : datum.toWgs84(at[0], at[1]);
        } catch (IllegalArgumentException e) {
            sink.problem(new RowProblem.CoordinateOutOfRange(
                    y + 1, column, at[0] + ", " + at[1], datum == null ? "its system" : datum.code()));
            return;
        }
        sink.point(DemandPoint.of("%.7f,%.7f".formatted(place.lon(), place.lat()), place, value, unit));
    }

    private static MathTransform toWgs84(Grid grid) throws IOException {
        try {
            boolean lenient = true;
            return CRS.findMathTransform(grid.system(), DefaultGeographicCRS.WGS84, lenient);
        } catch (FactoryException e) {
            throw new IOException(grid.name() + ": its coordinate system cannot be converted to WGS 84", e);
        }
    }

    private static LonLat through(MathTransform toWgs84, double[] at) {
        double[] place = at.clone();
        try {
            toWgs84.transform(place, 0, place, 0, 1);
        } catch (TransformException e) {
            throw new IllegalArgumentException("no place", e);
        }
        return new LonLat(place[0], place[1]);
    }
}
