package dev.parley.core.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The families and modules found by {@link ServiceLoader}, checked once: an extension that is wrong stops the start with one line
 * that names it, instead of working by half.
 */
public final class Extensions {

    private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final Map<String, ApiFamily> families = new LinkedHashMap<>();
    private final Map<String, FeatureModule> modules = new LinkedHashMap<>();
    private final Map<String, ResourceKind> kinds = new LinkedHashMap<>();

    /**
     * @throws InvalidExtensionException when an id is not valid or taken, a base path lies under another one or a module names a
     *     family that is not there
     */
    public Extensions(List<ApiFamily> families, List<FeatureModule> modules) {
        families.forEach(this::add);
        modules.stream().sorted(Comparator.comparing(FeatureModule::id)).forEach(this::add);
    }

    /** What is on the class path of a class loader. */
    public static Extensions load(ClassLoader classLoader) {
        return new Extensions(loadAll(ApiFamily.class, classLoader), loadAll(FeatureModule.class, classLoader));
    }

    private static <T> List<T> loadAll(Class<T> type, ClassLoader classLoader) {
        List<T> found = new ArrayList<>();
        ServiceLoader.load(type, classLoader).forEach(found::add);
        return found;
    }

    private void add(ApiFamily family) {
        register(families, family.id(), family, "family");
        if (!family.basePath().matches("(/[A-Za-z0-9._-]+)+")) {
            throw new InvalidExtensionException("family " + family.id() + ": base path " + family.basePath()
                    + " must be a slash and segments, without a slash at the end");
        }
        for (ApiFamily other : families.values()) {
            if (other != family && (under(other.basePath(), family) || under(family.basePath(), other))) {
                throw new InvalidExtensionException("family " + family.id() + ": its base path " + family.basePath()
                        + " overlaps with that of family " + other.id());
            }
        }
        LOG.info("Family {} ({}) at {}", family.id(), family.title(), family.basePath());
    }

    private void add(FeatureModule module) {
        register(modules, module.id(), module, "module");
        if (!families.containsKey(module.family())) {
            throw new InvalidExtensionException("module " + module.id() + ": there is no family " + module.family());
        }
        module.kinds().forEach(kind -> register(kinds, kind.name(), kind, "resource kind"));
        LOG.info(
                "Module {} of family {}: kinds {}",
                module.id(),
                module.family(),
                module.kinds().stream().map(ResourceKind::name).toList());
    }

    private static <T> void register(Map<String, T> registry, String id, T extension, String what) {
        String type = extension.getClass().getName();
        if (!ID.matcher(id).matches()) {
            throw new InvalidExtensionException(type + ": " + what + " id '" + id + "' must match " + ID);
        }
        T other = registry.putIfAbsent(id, extension);
        if (other != null) {
            throw new InvalidExtensionException(type + ": " + what + " id '" + id + "' is taken by "
                    + other.getClass().getName());
        }
    }

    private static boolean under(String path, ApiFamily family) {
        return path.equals(family.basePath()) || path.startsWith(family.basePath() + "/");
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
