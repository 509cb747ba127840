package dev.parley.core.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The families and modules found by {@link ServiceLoader}, checked once: an extension that is wrong stops the start with one line
 * that names it, instead of working by half.
 */
public final class Extensions {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Map<String, ApiFamily> families = new LinkedHashMap<>();
    private final Map<String, FeatureModule> modules = new TreeMap<>();
    private final Map<String, ResourceKind> kinds = new LinkedHashMap<>();

    /**
     * Where two want the same, the first in the list has it, and the other one is wrong.
     *
     * @throws InvalidExtensionException when an id is not valid or taken, a base path lies under another one, a module names a
     *     family that is not there, or an extension fails when it is asked
     */
    public Extensions(List<ApiFamily> families, List<FeatureModule> modules) {
        addAll(families, this::add);
        addAll(modules, this::add);
    }

    private static <T> void addAll(List<T> extensions, Consumer<T> add) {
        for (T extension : extensions) {
            try {
                add.accept(extension);
            } catch (InvalidExtensionException e) {
                throw e;
            } catch (RuntimeException | LinkageError e) {
                throw new InvalidExtensionException(extension.getClass(), "it fails when it is asked what it is: " + e);
            }
        }
    }

    /**
     * What is on the class path of a class loader.
     *
     * @throws InvalidExtensionException also when an extension cannot be created
     */
    public static Extensions load(ClassLoader classLoader) {
        return new Extensions(loadAll(ApiFamily.class, classLoader), loadAll(FeatureModule.class, classLoader));
    }

    private static <T> List<T> loadAll(Class<T> type, ClassLoader classLoader) {
        List<T> found = new ArrayList<>();
        for (ServiceLoader.Provider<T> provider :
                ServiceLoader.load(type, classLoader).stream().toList()) {
            try {
                found.add(provider.get());
            } catch (ServiceConfigurationError e) {
                Throwable why = e.getCause() == null ? e : e.getCause();
                throw new InvalidExtensionException(provider.type(), "it cannot be created: " + why);
            }
        }
        return found;
    }

    private void add(ApiFamily family) {
        register(families, family.id(), family, family, "family");
        if (!family.basePath().matches("(/[A-Za-z0-9._-]+)+")) {
            throw new InvalidExtensionException(
                    family.getClass(),
                    "its base path " + family.basePath() + " must be a slash and segments, without a slash at the end");
        }
        for (ApiFamily other : families.values()) {
            if (other != family && (under(other.basePath(), family) || under(family.basePath(), other))) {
                throw new InvalidExtensionException(
                        family.getClass(),
                        "its base path " + family.basePath() + " overlaps with that of family " + other.id() + " of "
                                + InvalidExtensionException.origin(other.getClass()));
            }
        }
    }

    private void add(FeatureModule module) {
        register(modules, module.id(), module, module, "module");
        if (!families.containsKey(module.family())) {
            throw new InvalidExtensionException(module.getClass(), "there is no family " + module.family());
        }
        module.kinds().forEach(kind -> register(kinds, kind.name(), kind, module, "resource kind"));
    }

    private static <T> void register(Map<String, T> registry, String id, T value, Object extension, String what) {
        if (!ID.matcher(id).matches()) {
            throw new InvalidExtensionException(extension.getClass(), what + " id '" + id + "' must match " + ID);
        }
        T other = registry.putIfAbsent(id, value);
        if (other != null) {
            throw new InvalidExtensionException(
                    extension.getClass(),
                    what + " id '" + id + "' is taken by " + InvalidExtensionException.origin(other.getClass()));
        }
    }

    private static boolean under(String path, ApiFamily family) {
        String base = family.basePath();
        return path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
    }

    /** All families, in the order in which they were found. */
    public List<ApiFamily> families() {
        return List.copyOf(families.values());
    }

    /** The family of an id. */
    public Optional<ApiFamily> family(String id) {
        return Optional.ofNullable(families.get(id));
    }

    /** The family under whose base path a request path lies. */
    public Optional<ApiFamily> familyOf(String path) {
        for (ApiFamily family : families.values()) {
            if (under(path, family)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** All modules, in the order of their ids. */
    public List<FeatureModule> modules() {
        return List.copyOf(modules.values());
    }

    /** All resource kinds by name. */
    public Map<String, ResourceKind> kinds() {
        return Map.copyOf(kinds);
    }

    /**
     * The resource kind of a name.
     *
     * @throws IllegalStateException when the module that brought it is gone
     */
    public ResourceKind kind(String name) {
        ResourceKind kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException(
                    "The store holds documents of kind '" + name + "', but no module brings that kind");
        }
        return kind;
    }

    /** The names of all scopes of all modules. */
    public List<String> scopes() {
        return modules.values().stream()
                .flatMap(module -> module.scopes().stream())
                .map(Scope::name)
                .distinct()
                .sorted()
                .toList();
    }
}
