package dev.parley.core.spi;

import java.net.URI;
import java.security.CodeSource;

/** A family or module that cannot work; the message is one line for the operator, and names the jar that it is in. */
public final class InvalidExtensionException extends RuntimeException {

    /**
     * @param extension the class of the family or module
     * @param why what is wrong with it
     */
    public InvalidExtensionException(Class<?> extension, String why) {
        super(origin(extension) + ": " + why.replaceAll("[.\\s]+$", "").replaceAll("\\s*\\R[\\s-]*", "; "));
    }

    /** The file that a class is from, as far as it can be told, and the class. */
    static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String path = source == null || source.getLocation() == null
                ? null
                : URI.create(source.getLocation().toString()).getPath();
        return path == null ? type.getName() : path.replaceAll(".*/(?=.)", "") + " (" + type.getName() + ")";
    }
}
