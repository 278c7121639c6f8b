import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What wrk is to HTTP for servers that speak RESP: one thread, a number of connections, on each one question at a time,
/// from the same places in the same order.
///
/// usage  java RespLoad.java PORT CLIENTS SECONDS PLACES.lua COMMAND…   where LON and LAT stand for the place
/// prints RESULT requests micros p50 p95 p99 bytes failed               times in microseconds
public final class RespLoad {

    private static final int SLOWEST_MICROS = 1_000_000;

    private static final class Client {
        final ByteBuffer reply = ByteBuffer.allocate(1 << 20);
        ByteBuffer question = ByteBuffer.allocate(0);
        long askedAt;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        int clients = Integer.parseInt(args[1]);
        long nanos = (long) (Double.parseDouble(args[2]) * 1e9);
        byte[][] questions = questions(Files.readString(Path.of(args[3])), args);
        int[] micros = new int[SLOWEST_MICROS + 1];
        long requests = 0;
        long bytes = 0;
        long failed = 0;
        int next = 0;
        Selector selector = Selector.open();
        for (int i = 0; i < clients; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            Client client = new Client();
            ask(channel, client, questions[next++ % questions.length]);
            channel.register(selector, SelectionKey.OP_READ, client);
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            selector.select(100);
            var ready = selector.selectedKeys().iterator();
            while (ready.hasNext()) {
                SelectionKey key = ready.next();
                ready.remove();
                SocketChannel channel = (SocketChannel) key.channel();
                Client client = (Client) key.attachment();
                if (channel.read(client.reply) < 0) {
                    throw new IOException("the server hung up");
                }
                if (end(client.reply.array(), 0, client.reply.position()) == client.reply.position()) {
                    micros[(int) Math.min(SLOWEST_MICROS, (System.nanoTime() - client.askedAt) / 1000)]++;
                    requests++;
                    bytes += client.reply.position();
                    if (client.reply.get(0) == '-') {
                        failed++;
                    }
                    client.reply.clear();
                    ask(channel, client, questions[next++ % questions.length]);
                }
            }
        }
        long took = (System.nanoTime() - start) / 1000;
        System.out.printf(
                "RESULT %d %d %d %d %d %d %d%n",
                requests,
                took,
                percentile(micros, requests, 0.50),
                percentile(micros, requests, 0.95),
                percentile(micros, requests, 0.99),
                bytes,
                failed);
    }

    private static void ask(SocketChannel channel, Client client, byte[] question) throws IOException {
        client.question = ByteBuffer.wrap(question);
        client.askedAt = System.nanoTime();
        while (client.question.hasRemaining()) {
            channel.write(client.question);
        }
    }

    private static byte[][] questions(String places, String[] args) {
        return Pattern.compile("lon=([-0-9.]+)&lat=([-0-9.]+)")
                .matcher(places)
                .results()
                .map(place -> {
                    StringBuilder command = new StringBuilder("*" + (args.length - 4) + "\r\n");
                    for (int i = 4; i < args.length; i++) {
                        String word = args[i].equals("LON")
                                ? place.group(1)
                                : args[i].equals("LAT") ? place.group(2) : args[i];
                        command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
                    }
                    return command.toString().getBytes(US_ASCII);
                })
                .toArray(byte[][]::new);
    }

    /// Where the reply that starts at `from` ends, or -1 as long as it is not all there.
    private static int end(byte[] bytes, int from, int to) {
        int line = from;
        while (line < to && bytes[line] != '\n') {
            line++;
        }
        if (line >= to) {
            return -1;
        }
        int at = line + 1;
        switch (bytes[from]) {
            case '$' -> {
                int length = number(bytes, from + 1);
                return length < 0 ? at : at + length + 2 <= to ? at + length + 2 : -1;
            }
            case '*' -> {
                for (int i = number(bytes, from + 1); i > 0 && at >= 0; i--) {
                    at = at < to ? end(bytes, at, to) : -1;
                }
                return at;
            }
            default -> {
                return at;
            }
        }
    }

    private static int number(byte[] bytes, int from) {
        int sign = bytes[from] == '-' ? -1 : 1;
        int value = 0;
        for (int i = sign < 0 ? from + 1 : from; bytes[i] != '\r'; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return sign * value;
    }

    private static int percentile(int[] micros, long requests, double share) {
        long seen = 0;
        for (int i = 0; i < micros.length; i++) {
            seen += micros[i];
            if (seen >= requests * share) {
                return i;
            }
        }
        return micros.length - 1;
    }
}
