package dev.yizhan.geo.reach;

import com.graphhopper.GraphHopper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// GraphHopper with our profiles, which says what it is doing.
final class RoadImport extends GraphHopper {

    private static final Duration SAY_EVERY = Duration.ofSeconds(5);

    private final Consumer<String> progress;

    RoadImport(Path osm, Path folder, Consumer<String> progress) {
        this.progress = progress;
        setOSMFile(osm.toString());
        setGraphHopperLocation(folder.toString());
        setEncodedValuesString(RoadProfiles.ENCODED_VALUES);
        setProfiles(RoadProfiles.all());
    }

    @Override
    protected void importOSM() {
        progress.accept("roads: reading " + Path.of(getOSMFile()).getFileName());
        Thread teller = Thread.ofPlatform().daemon().name("roads-progress").start(this::tell);
        try {
            super.importOSM();
        } finally {
            teller.interrupt();
        }
    }

    private void tell() {
        try {
            while (true) {
                Thread.sleep(SAY_EVERY);
                int roads = getBaseGraph().getEdges();
                progress.accept(
                        roads == 0
                                ? "roads: finding the junctions"
                                : String.format(
                                        "roads: %,d of them so far, %,d junctions",
                                        roads, getBaseGraph().getNodes()));
            }
        } catch (InterruptedException e) {
            // The import is done.
        }
    }

    @Override
    protected void postImportOSM() {
        progress.accept(String.format(
                "roads: %,d between %,d junctions; sorting and indexing them",
                getBaseGraph().getEdges(), getBaseGraph().getNodes()));
        super.postImportOSM();
    }
}
