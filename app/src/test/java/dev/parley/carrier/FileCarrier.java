package dev.parley.carrier;

import dev.parley.core.number.VoiceCarrier;
import dev.parley.core.number.VoiceCarrierException;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A file a number, with the name of its binding. Where the directory has a file {@code stop-before-bind}, {@code stop-after-bind} or
 * {@code stop-before-release} that names the number, the operation never comes back, and {@code stopped} says that it got there.
 */
@Singleton
@Requires(property = FileCarrier.DIRECTORY)
final class FileCarrier implements VoiceCarrier {

    static final String DIRECTORY = "carrier.directory";

    private final Path directory;

    FileCarrier(@Property(name = DIRECTORY) String directory) {
        this.directory = Path.of(directory);
    }

    @Override
    public synchronized void bind(String number, String binding) {
        try {
            stop("stop-before-bind", number);
            Path written = Files.writeString(directory.resolve(number + ".new"), binding);
            Files.move(written, directory.resolve(number), StandardCopyOption.ATOMIC_MOVE);
            stop("stop-after-bind", number);
        } catch (IOException e) {
            throw new VoiceCarrierException("The carrier cannot write", e);
        }
    }

    @Override
    public synchronized void release(String number, String binding) {
        try {
            stop("stop-before-release", number);
            if (lookUp(number).filter(binding::equals).isPresent()) {
                Files.delete(directory.resolve(number));
            }
        } catch (IOException e) {
            throw new VoiceCarrierException("The carrier cannot delete", e);
        }
    }

    @Override
    public synchronized Optional<String> lookUp(String number) {
        try {
            Path file = directory.resolve(number);
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new VoiceCarrierException("The carrier cannot read", e);
        }
    }

    private void stop(String where, String number) throws IOException {
        Path file = directory.resolve(where);
        if (Files.exists(file) && Files.readString(file).equals(number)) {
            Files.writeString(directory.resolve("stopped"), number);
            try {
                while (true) {
                    Thread.sleep(60_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new VoiceCarrierException("The carrier was interrupted", e);
            }
        }
    }
}
