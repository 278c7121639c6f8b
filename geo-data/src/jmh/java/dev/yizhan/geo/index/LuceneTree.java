package dev.yizhan.geo.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/// Lucene's block k-d tree of longitudes and latitudes, in memory. Its search for the nearest takes no filter: more
/// are fetched until enough pass.
final class LuceneTree extends OverFetched {

    private static final String FIELD = "place";

    private final IndexSearcher searcher;

    LuceneTree(double[] lon, double[] lat) throws IOException {
        super(lon, lat);
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        // One segment in the order of adding: a document's number is then the point's.
        IndexWriterConfig config =
                new IndexWriterConfig().setMergePolicy(new LogDocMergePolicy()).setRAMBufferSizeMB(1024);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < lon.length; i++) {
                Document document = new Document();
                document.add(new LatLonPoint(FIELD, lat[i], lon[i]));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        searcher = new IndexSearcher(DirectoryReader.open(directory));
    }

    @Override
    List<Found> closest(double lon, double lat, int n, IntPredicate filter) {
        try {
            ScoreDoc[] docs = LatLonPoint.nearest(searcher, FIELD, lat, lon, n).scoreDocs;
            List<Found> list = new ArrayList<>(docs.length);
            for (ScoreDoc doc : docs) {
                list.add(new Found(doc.doc, (Double) ((FieldDoc) doc).fields[0]));
            }
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
