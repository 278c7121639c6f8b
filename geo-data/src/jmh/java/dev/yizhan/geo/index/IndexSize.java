package dev.yizhan.geo.index;

/// Prints what each index holds of the heap for 200,000 points beside the coordinates themselves, in bytes a point.
public final class IndexSize {

    private static final int POINTS = 200_000;

    private IndexSize() {}

    public static void main(String[] args) throws InterruptedException {
        double[][] points = new Towns(1).places(POINTS);
        for (String name : new String[] {"PointIndex", "STRtree", "S2", "Lucene"}) {
            // The first of its kind brings classes and caches.
            Rival.of(name, points[0], points[1]).nearest(113.66, 34.76, 1, _ -> true);
            long before = used();
            Rival rival = Rival.of(name, points[0], points[1]);
            rival.nearest(113.66, 34.76, 1, _ -> true);
            System.out.printf("%s %d%n", name, Math.round((used() - before) / (double) POINTS));
            if (rival.nearest(113.66, 34.76, 1, _ -> true).length != 1) {
                throw new IllegalStateException("kept until here");
            }
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
