package dev.parley.contract;

import dev.parley.core.testing.Reply;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends any bytes as a request, also such that no HTTP client would send, and tells an answer from none. Of a stream of
 * events it reads the first. Not for several threads.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE = 30_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream input;

    Wire(int port) {
        this.port = port;
    }

    /**
     * Sends a request.
     *
     * @param hasBody whether an answer to its method can have a body: not to HEAD
     * @throws IOException when there is no answer, or no whole one
     */
    Reply send(byte[] request, boolean hasBody) throws IOException {
        if (socket != null) {
            try {
                return sendOnce(request, hasBody);
            } catch (UnusedConnectionException e) {
                // The server may close what was idle; it has not seen the request then.
            }
        }
        return sendOnce(request, hasBody);
    }

    private Reply sendOnce(byte[] request, boolean hasBody) throws IOException {
        boolean isUsed = socket != null;
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            input = new BufferedInputStream(socket.getInputStream());
        }
        boolean isWhole = false;
        try {
            IOException broken = write(socket, request);
            InputStream in = input;
            if (in == null) {
                throw new IllegalStateException();
            }
            in.mark(1);
            int first = read(in, isUsed, broken);
            in.reset();
            if (first < 0) {
                throw isUsed
                        ? new UnusedConnectionException()
                        : new EOFException("The connection was closed without an answer");
            }
            Reply reply = answer(in, hasBody);
            isWhole = true;
            return reply;
        } finally {
            if (!isWhole) {
                close();
            }
        }
    }

    /** What was refused before it was read whole has an answer nevertheless. */
    private static @Nullable IOException write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private static int read(InputStream in, boolean isUsed, @Nullable IOException broken) throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            if (isUsed && broken != null) {
                throw new UnusedConnectionException();
            }
            throw e;
        }
    }

    private Reply answer(InputStream in, boolean hasBody) throws IOException {
        String status = line(in);
        if (!status.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("Not an answer: " + status);
        }
        int code = Integer.parseInt(status.substring(9, 12));
        TreeMap<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (code < 200) {
            return answer(in, hasBody);
        }
        HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
        boolean isEvents = headers.firstValue("content-type").orElse("").startsWith("text/event-stream");
        byte[] body = hasBody && code != 204 && code != 304 ? body(in, headers, isEvents) : new byte[0];
        if (isEvents
                || headers.firstValue("connection")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .equals("close")) {
            close();
        }
        boolean isZipped = headers.firstValue("content-encoding").orElse("").equals("gzip") && body.length > 0;
        return new Reply(code, headers, isZipped ? unzipped(body, isEvents) : body);
    }

    /** What was packed; of a stream, only the beginning is there. */
    private static byte[] unzipped(byte[] body, boolean isBeginning) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(body))) {
            for (int next = packed.read(); next >= 0; next = packed.read()) {
                plain.write(next);
            }
        } catch (EOFException e) {
            if (!isBeginning) {
                throw e;
            }
        }
        return plain.toByteArray();
    }

    private static byte[] body(InputStream in, HttpHeaders headers, boolean isEvents) throws IOException {
        if (headers.firstValue("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int size;
            do {
                size = Integer.parseInt(line(in).strip(), 16);
                body.write(whole(in, size));
                line(in);
            } while (size > 0 && !isEvents);
            return body.toByteArray();
        }
        int length = (int) headers.firstValueAsLong("content-length").orElse(-1);
        return length < 0 ? in.readAllBytes() : whole(in, length);
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer breaks off after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The answer breaks off after " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        input = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is gone all the same.
            }
        }
    }

    /** A connection that had been used before was closed before the answer began. */
    private static final class UnusedConnectionException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
