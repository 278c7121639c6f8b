package dev.yizhan.geo.index;

import com.google.common.geometry.S2ClosestPointQuery;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2PointIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// S2's points in the order of its cells. It takes no filter: more are fetched until enough pass.
final class S2Points extends OverFetched {

    private final S2ClosestPointQuery<Integer> query;

    S2Points(double[] lon, double[] lat) {
        super(lon, lat);
        S2PointIndex<Integer> index = new S2PointIndex<>();
        for (int i = 0; i < lon.length; i++) {
            index.add(S2LatLng.fromDegrees(lat[i], lon[i]).toPoint(), i);
        }
        query = new S2ClosestPointQuery<>(index);
    }

    @Override
    List<Found> closest(double lon, double lat, int n, IntPredicate filter) {
        query.setMaxPoints(n);
        var results = query.findClosestPoints(S2LatLng.fromDegrees(lat, lon).toPoint());
        List<Found> list = new ArrayList<>(results.size());
        for (var one : results) {
            list.add(new Found(one.entry().data(), Math.sqrt(one.distance().getLength2())));
        }
        return list;
    }
}
