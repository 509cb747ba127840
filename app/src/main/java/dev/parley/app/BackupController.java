package dev.parley.app;

import dev.parley.core.backup.Backups;
import dev.parley.core.database.DatabaseException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup of the running service's store, the embedded one too, which no other process can open; see
 * docs/decisions/0009-backup-and-retention.md.
 */
@Hidden
@Controller
@Secured(KeysCommand.BACKUP_READ)
final class BackupController {

    private static final Logger LOG = LoggerFactory.getLogger(BackupController.class);
    private static final int PIPE = 256 * 1024;

    private final Backups backups;
    private final ExecutorService executor;
    /** Each holds a connection for as long as the caller takes to read. */
    private final Semaphore turns = new Semaphore(1);

    BackupController(Backups backups, @Named(TaskExecutors.IO) ExecutorService executor) {
        this.backups = backups;
        this.executor = executor;
    }

    @Get("/backup")
    @ExecuteOn(TaskExecutors.IO)
    HttpResponse<?> backup() throws IOException {
        if (!turns.tryAcquire()) {
            return HttpResponse.status(io.micronaut.http.HttpStatus.TOO_MANY_REQUESTS);
        }
        PipedInputStream in = new PipedInputStream(PIPE);
        PipedOutputStream out = new PipedOutputStream(in);
        Future<?> writing = executor.submit(() -> write(out));
        return HttpResponse.ok(new StreamedFile(new Backup(in, writing), new MediaType("application/gzip")))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"parley.backup\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private void write(PipedOutputStream out) {
        try (out) {
            backups.write(out, Parley.version());
        } catch (IOException | RuntimeException e) {
            LOG.warn("A backup was not written to its end", DatabaseException.loggable(e));
            throw new IllegalStateException(e);
        } finally {
            turns.release();
        }
    }

    /** What is written on another thread. It ends with an error when the writing does, so that the answer is seen to be cut short. */
    private static final class Backup extends InputStream {
        private final PipedInputStream in;
        private final Future<?> writing;

        Backup(PipedInputStream in, Future<?> writing) {
            this.in = in;
            this.writing = writing;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read < 0) {
                try {
                    writing.get();
                } catch (ExecutionException e) {
                    throw new IOException("The backup was not written to its end", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
