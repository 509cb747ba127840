package dev.parley.core.revision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.spi.ResourceKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Documents of one kind on their way into the store, see {@link Imports}: in a temporary file, since they may be more than the memory
 * holds. Not for use by several threads.
 */
public final class Spool implements AutoCloseable {

    /** How many documents can be imported at once. */
    public static final int MAX_DOCUMENTS = 250_000;

    private static final int BUFFER = 1 << 16;

    private final ResourceKind kind;
    private final Path file;
    private final DataOutputStream out;

    /** The hashes of the names so far. */
    private final Set<UUID> names = new HashSet<>();

    /**
     * @param kind what is imported; each document of it holds exactly one name alone
     */
    public Spool(ResourceKind kind) {
        this.kind = kind;
        try {
            file = Files.createTempFile("parley-import", null);
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document on its way: the hash of its name ({@link ContentHash#ofName}) and its canonical body. */
    public static final class Item {
        private final byte[] nameHash;
        private final String text;

        private Item(byte[] nameHash, String text) {
            this.nameHash = nameHash;
            this.text = text;
        }

        byte[] nameHash() {
            return nameHash;
        }

        String text() {
            return text;
        }
    }

    /**
     * Prepares a document to be added; several threads can do that at once.
     *
     * @param body its content
     * @throws ApiException 413 when it is too large
     * @throws IllegalArgumentException when it does not hold exactly one name alone
     */
    public Item item(JsonNode body) {
        List<String> held = kind.uniqueNames(body);
        if (held.size() != 1) {
            throw new IllegalArgumentException(
                    "A document of kind " + kind.name() + " holds " + held.size() + " names");
        }
        String text = CanonicalJson.text(body);
        Change.requireFits(text);
        return new Item(ContentHash.ofName(held.get(0)), text);
    }

    /**
     * Adds a document.
     *
     * @throws ApiException 400 when an earlier one has the same name; 413 when there are too many
     */
    public void add(Item item) {
        if (!names.add(uuid(item.nameHash()))) {
            throw ApiException.invalid("", "has the name of an earlier line");
        }
        if (names.size() > MAX_DOCUMENTS) {
            throw CoreError.BODY_TOO_LARGE.exception(
                    "No more than " + MAX_DOCUMENTS + " documents can be imported at once");
        }
        byte[] bytes = item.text().getBytes(StandardCharsets.UTF_8);
        try {
            out.write(item.nameHash());
            out.writeInt(bytes.length);
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many documents there are. */
    int size() {
        return names.size();
    }

    String kind() {
        return kind.name();
    }

    /** Goes through the documents in their order, some at a time; nothing can be added after that. */
    void forEach(int atOnce, Consumer<List<Item>> work) {
        try {
            out.close();
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
                int left = size();
                while (left > 0) {
                    List<Item> items = new ArrayList<>();
                    for (int i = 0; i < Math.min(atOnce, left); i++) {
                        byte[] nameHash = in.readNBytes(ContentHash.NAME_BYTES);
                        byte[] text = in.readNBytes(in.readInt());
                        items.add(new Item(nameHash, new String(text, StandardCharsets.UTF_8)));
                    }
                    left -= items.size();
                    work.accept(items);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UUID uuid(byte[] nameHash) {
        ByteBuffer bytes = ByteBuffer.wrap(nameHash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** Forgets the documents. */
    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
