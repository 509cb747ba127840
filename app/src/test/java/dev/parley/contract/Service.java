package dev.parley.contract;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A running service as its documents describe it, over one connection. Not for several threads. */
public final class Service implements AutoCloseable {

    private final int port;
    private final List<ApiDocument> documents;
    private final Origins origins;
    private final Wire wire;
    private int sent;

    private Service(int port, List<ApiDocument> documents, Origins origins) {
        this.port = port;
        this.documents = documents;
        this.origins = origins;
        this.wire = new Wire(port);
    }

    /** The service at a port of this machine. */
    public static Service at(int port) {
        return new Service(port, ApiDocument.served(Client.of("http://127.0.0.1:" + port)), new Origins());
    }

    /** The same over another connection. */
    Service another() {
        return new Service(port, documents, origins);
    }

    Origins origins() {
        return origins;
    }

    List<ApiDocument> documents() {
        return documents;
    }

    /** The operations of all families. */
    public List<ApiOperation> operations() {
        return documents.stream()
                .flatMap(document -> document.operations().stream())
                .toList();
    }

    /** The operation with a method and a path. */
    ApiOperation operation(String name) {
        return operations().stream()
                .filter(operation -> operation.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new CannotPlaceException("No document has " + name));
    }

    /** Sends a request with a key, or with none when that is empty. */
    Reply send(ApiRequest request, String key) {
        return send(RawRequest.of(request, key));
    }

    /**
     * Sends a request.
     *
     * @throws UncheckedIOException when there is no answer
     */
    Reply send(RawRequest request) {
        sent++;
        try {
            return wire.send(request.bytes(), !request.method().equals("HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many requests were sent over this connection. */
    int sent() {
        return sent;
    }

    /** Closes the connection; the next request opens another one. */
    @Override
    public void close() {
        wire.close();
    }
}
