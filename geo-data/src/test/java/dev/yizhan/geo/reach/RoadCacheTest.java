package dev.yizhan.geo.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.geo.support.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadCacheTest {

    @TempDir
    private Path cache;

    private final List<String> said = new ArrayList<>();

    private RoadNetwork open(Path extract) {
        said.clear();
        return RoadNetwork.open(extract, cache.resolve("roads"), said::add);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> entries = Files.list(cache.resolve("roads"))) {
            return entries.toList();
        }
    }

    @Test
    void an_extract_is_read_once_and_found_again() throws Exception {
        Path monaco = SharedData.file("osm/monaco.osm.pbf");
        RoadNetwork first = open(monaco);
        assertThat(said.getFirst()).isEqualTo("roads: reading monaco.osm.pbf");
        RoadNetwork second = open(monaco);
        assertThat(said).hasSize(1).first().asString().endsWith("junctions, from monaco.osm.pbf");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.roads()).isEqualTo(first.roads());
        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_cache_that_was_cut_off_or_changed_is_made_anew() throws Exception {
        Path monaco = SharedData.file("osm/monaco.osm.pbf");
        int roads = open(monaco).roads();
        Path folder = kept().getFirst();
        for (String harm : List.of("cut off", "changed", "gone")) {
            Path edges = folder.resolve("edges");
            byte[] bytes = Files.readAllBytes(edges);
            switch (harm) {
                case "cut off" -> Files.write(edges, Arrays.copyOf(bytes, bytes.length / 2));
                case "changed" -> {
                    bytes[bytes.length / 3] ^= 1;
                    Files.write(edges, bytes);
                }
                default -> Files.delete(edges);
            }
            assertThat(open(monaco).roads()).as(harm).isEqualTo(roads);
            assertThat(said.getFirst()).as(harm).contains("preparing them anew");
        }
    }

    @Test
    void a_preparation_that_was_killed_leaves_nothing_that_is_taken_for_whole() throws Exception {
        Path monaco = SharedData.file("osm/monaco.osm.pbf");
        int roads = open(monaco).roads();
        Path folder = kept().getFirst();
        Files.delete(folder.resolve("yizhan-files"));
        assertThat(open(monaco).roads()).isEqualTo(roads);
        assertThat(said.getFirst()).contains("preparing them anew");
    }

    @Test
    void a_file_that_is_missing_cut_off_or_something_else_is_refused_in_words() throws Exception {
        Path missing = cache.resolve("nowhere.osm.pbf");
        assertThatExceptionOfType(RoadsUnavailable.class)
                .isThrownBy(() -> open(missing))
                .withMessage("there is no file " + missing.toAbsolutePath() + " that can be read");
        Path noise = Files.writeString(cache.resolve("noise.osm.pbf"), "this is no extract at all");
        assertThatExceptionOfType(RoadsUnavailable.class)
                .isThrownBy(() -> open(noise))
                .withMessageStartingWith(noise + " cannot be read as an extract of OpenStreetMap: ");
        byte[] monaco = Files.readAllBytes(SharedData.file("osm/monaco.osm.pbf"));
        Path cut = Files.write(cache.resolve("cut.osm.pbf"), Arrays.copyOf(monaco, monaco.length / 2));
        assertThatExceptionOfType(RoadsUnavailable.class)
                .isThrownBy(() -> open(cut))
                .withMessageStartingWith(cut + " cannot be read as an extract of OpenStreetMap: ");
        assertThat(kept()).isEmpty();
    }
}
