package dev.parley.app;

import dev.parley.core.spi.ApiFamily;
import dev.parley.core.spi.FeatureModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A jar of the plug-ins directory, and what can be wrong with it. Java and Micronaut find most of this out late or not at all: a class
 * that does not link is left out silently or fails a request. So it is looked for here, before anything of the jar runs; every fault is
 * a {@link StartupException} that names the file.
 */
final class PluginJar {

    private static final List<String> SERVICES = List.of(FeatureModule.class.getName(), ApiFamily.class.getName());
    private static final String OURS = "dev/parley/";
    private static final String CLASS = ".class";

    private final Path file;

    /** By the name of the class, with slashes. */
    private final Map<String, ClassFile> classes = new LinkedHashMap<>();

    /** The names of classes by the service that they provide. */
    private final Map<String, List<String>> providers = new LinkedHashMap<>();

    /** What is found by its name on the whole class path, and so must be there once. */
    private final Set<String> resources = new LinkedHashSet<>();

    private PluginJar(Path file) {
        this.file = file;
    }

    /**
     * Reads a jar.
     *
     * @throws StartupException when it is none, is made for a newer Java, or adds nothing to Parley
     */
    static PluginJar read(Path file) {
        PluginJar plugin = new PluginJar(file);
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                try (InputStream input = jar.getInputStream(entry)) {
                    plugin.add(entry.getName(), input);
                }
            }
        } catch (IOException e) {
            throw plugin.refusal("it cannot be read as a jar (" + e.getMessage() + ")", "copy or build it again");
        }
        if (plugin.providers.values().stream().allMatch(List::isEmpty)) {
            throw plugin.refusal(
                    "it names no module and no family in META-INF/services/" + SERVICES.get(0),
                    "if another plug-in uses it, pack it into that one");
        }
        return plugin;
    }

    private void add(String name, InputStream input) throws IOException {
        if (name.startsWith("META-INF/services/")) {
            String service = name.substring("META-INF/services/".length());
            if (SERVICES.contains(service)) {
                providers.put(
                        service,
                        new String(input.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.replaceAll("#.*", "").strip())
                                .filter(line -> !line.isEmpty())
                                .toList());
            }
        } else if (name.startsWith("META-INF/swagger/") || name.endsWith(".sql")) {
            resources.add(name);
        } else if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
            ClassFile read = ClassFile.read(input);
            if (read.java() > Runtime.version().feature()) {
                throw refusal(
                        "it is made for Java " + read.java() + " and this is Java "
                                + Runtime.version().feature(),
                        "run Parley on Java " + read.java()
                                + ", or build it for an older one (maven.compiler.release)");
            }
            classes.put(name.substring(0, name.length() - CLASS.length()), read);
        }
    }

    Path file() {
        return file;
    }

    /**
     * Compares it with Parley itself and the plug-ins that come before it.
     *
     * @throws StartupException when something is in both
     */
    void requireDistinct(ClassLoader parley, List<PluginJar> before) {
        for (String name : classes.keySet()) {
            if (!name.endsWith("package-info")) {
                if (parley.getResource(name + CLASS) != null) {
                    throw refusal(
                            "it has the class " + dotted(name) + ", which Parley has itself",
                            "remove it if it is a part of Parley, else pack it without what Parley brings"
                                    + " (<scope>provided</scope>)");
                }
                requireNotIn(before, plugin -> plugin.classes.containsKey(name), "the class " + dotted(name));
            }
        }
        for (String name : resources) {
            if (parley.getResource(name) != null) {
                throw refusal("it has the file " + name + ", which Parley has itself", "give that another name");
            }
            requireNotIn(before, plugin -> plugin.resources.contains(name), "the file " + name);
        }
    }

    private void requireNotIn(List<PluginJar> before, Predicate<PluginJar> has, String what) {
        for (PluginJar other : before) {
            if (has.test(other)) {
                throw refusal(
                        "it has " + what + ", and " + other.file.getFileName() + " has too",
                        "keep one of the two if they are the same plug-in, else give that another name");
            }
        }
    }

    /**
     * Looks whether what it names is there.
     *
     * @param loader loads Parley and all plug-ins
     * @throws StartupException when it is not
     */
    void requireLinked(ClassLoader loader) {
        providers.forEach((service, names) -> names.forEach(name -> requireProvider(loader, service, name)));
        classes.forEach((name, file) -> {
            if (file.classes().stream().anyMatch(used -> used.startsWith(OURS))) {
                requireLinked(loader, name, file);
            }
        });
    }

    private void requireProvider(ClassLoader loader, String service, String name) {
        String remedy = "mend META-INF/services/" + service;
        if (!classes.containsKey(name.replace('.', '/'))) {
            throw refusal("it names the class " + name + ", which is not in it", remedy);
        }
        Class<?> provider = load(loader, name, name.replace('.', '/'));
        if (!load(loader, name, service.replace('.', '/')).isAssignableFrom(provider)) {
            throw refusal(name + " does not implement " + service, remedy);
        }
        if (!Modifier.isPublic(provider.getModifiers())
                || Arrays.stream(provider.getConstructors()).noneMatch(c -> c.getParameterCount() == 0)) {
            throw refusal(name + " is not public or has no public constructor without parameters", "give it one");
        }
    }

    private void requireLinked(ClassLoader loader, String name, ClassFile file) {
        // What Micronaut generates asks by itself for some classes whether they are there.
        boolean isGenerated = name.substring(name.lastIndexOf('/') + 1).startsWith("$");
        for (String used : file.classes()) {
            if (used.startsWith(OURS) || (!isGenerated && !used.startsWith("["))) {
                load(loader, name, used);
            }
        }
        for (ClassFile.Member member : file.members()) {
            if (member.owner().startsWith(OURS) || classes.containsKey(member.owner())) {
                requireMember(loader, name, member);
            }
        }
        Class<?> type = load(loader, name, name);
        if (!Modifier.isAbstract(type.getModifiers())) {
            for (Method method : type.getMethods()) {
                if (Modifier.isAbstract(method.getModifiers())) {
                    throw incompatible(dotted(name) + " does not have the method " + method.getName() + " of "
                            + method.getDeclaringClass().getName());
                }
            }
        }
    }

    private Class<?> load(ClassLoader loader, String user, String used) {
        try {
            return Class.forName(used.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            if (used.startsWith(OURS)) {
                throw incompatible(dotted(user) + " uses " + dotted(used) + ", which is not there");
            }
            throw refusal(
                    dotted(user) + " needs " + dotted(used) + ", which is neither in it nor in Parley (" + e + ")",
                    "pack it into the jar");
        }
    }

    private void requireMember(ClassLoader loader, String user, ClassFile.Member member) {
        Class<?> owner = load(loader, user, member.owner());
        try {
            if (has(owner, member)) {
                return;
            }
        } catch (LinkageError e) {
            throw incompatible(dotted(user) + " uses " + dotted(member.owner()) + ", which does not link (" + e + ")");
        }
        String type = member.isField()
                ? ""
                : MethodTypeDesc.ofDescriptor(member.descriptor()).displayDescriptor();
        throw incompatible(
                dotted(user) + " uses " + dotted(member.owner()) + "." + member.name() + type + ", which is not there");
    }

    private static boolean has(Class<?> type, ClassFile.Member member) {
        if (member.isField()) {
            return lineage(type)
                    .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                    .anyMatch(field -> field.getName().equals(member.name())
                            && descriptor(field).equals(member.descriptor()));
        }
        if (member.name().equals("<init>")) {
            return Arrays.stream(type.getDeclaredConstructors())
                    .anyMatch(constructor -> descriptor(constructor).equals(member.descriptor()));
        }
        return lineage(type)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .anyMatch(method -> method.getName().equals(member.name())
                        && descriptor(method).equals(member.descriptor()));
    }

    /** A type and all that it inherits from; an interface has the methods of Object too. */
    private static Stream<Class<?>> lineage(Class<?> type) {
        Stream<Class<?>> above = Stream.concat(
                Stream.ofNullable(type.isInterface() ? Object.class : type.getSuperclass()),
                Arrays.stream(type.getInterfaces()));
        return Stream.concat(Stream.of(type), above.flatMap(PluginJar::lineage));
    }

    private static String descriptor(Field field) {
        return field.getType().descriptorString();
    }

    private static String descriptor(Constructor<?> constructor) {
        return MethodType.methodType(void.class, constructor.getParameterTypes())
                .descriptorString();
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }

    private StartupException incompatible(String why) {
        return refusal(
                "it is built against another version of Parley: " + why,
                "build it against version " + Parley.version());
    }

    private StartupException refusal(String why, String remedy) {
        return Plugins.refusal(file.getFileName().toString(), why, remedy);
    }
}
