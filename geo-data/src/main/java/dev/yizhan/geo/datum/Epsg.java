package dev.yizhan.geo.datum;

import dev.yizhan.geo.measure.LonLat;
import org.geotools.api.geometry.MismatchedDimensionException;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.NoSuchAuthorityCodeException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/// Any coordinate system of the EPSG registry, by GeoTools: CGCS2000 (4490) and its Gauss–Krüger zones
/// (4513–4554) first of all.
///
/// Only the loader has GeoTools on its class path; nothing else touches this class.
///
/// **Accuracy** CGCS2000 is taken for WGS 84, which holds to a few centimetres.
final class Epsg implements Datum {

    private final int number;
    private final MathTransform toWgs84;
    private final MathTransform fromWgs84;

    private Epsg(int number, MathTransform toWgs84, MathTransform fromWgs84) {
        this.number = number;
        this.toWgs84 = toWgs84;
        this.fromWgs84 = fromWgs84;
    }

    static Epsg of(int number) {
        try {
            CoordinateReferenceSystem system = CRS.decode("EPSG:" + number, true);
            if (system.getCoordinateSystem().getDimension() != 2) {
                throw new IllegalArgumentException("epsg:" + number + " has no two coordinates of a place");
            }
            boolean lenient = true;
            return new Epsg(
                    number,
                    CRS.findMathTransform(system, DefaultGeographicCRS.WGS84, lenient),
                    CRS.findMathTransform(DefaultGeographicCRS.WGS84, system, lenient));
        } catch (NoSuchAuthorityCodeException e) {
            throw new IllegalArgumentException("the EPSG registry has no coordinate system " + number, e);
        } catch (FactoryException | MismatchedDimensionException e) {
            throw new IllegalArgumentException("epsg:" + number + " cannot be converted to WGS 84", e);
        }
    }

    @Override
    public String code() {
        return "epsg:" + number;
    }

    @Override
    public LonLat toWgs84(double x, double y) {
        double[] lonLat = through(toWgs84, x, y);
        return new LonLat(lonLat[0], lonLat[1]);
    }

    @Override
    public Position fromWgs84(LonLat place) {
        double[] xy = through(fromWgs84, place.lon(), place.lat());
        return new Position(xy[0], xy[1]);
    }

    private double[] through(MathTransform transform, double x, double y) {
        double[] pair = {x, y};
        try {
            transform.transform(pair, 0, pair, 0, 1);
        } catch (TransformException e) {
            throw new IllegalArgumentException(x + ", " + y + " cannot be converted with " + code(), e);
        }
        if (!Double.isFinite(pair[0]) || !Double.isFinite(pair[1])) {
            throw new IllegalArgumentException(x + ", " + y + " is no place in " + code());
        }
        return pair;
    }
}
