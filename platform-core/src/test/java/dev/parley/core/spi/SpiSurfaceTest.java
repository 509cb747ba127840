package dev.parley.core.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.database.Sql;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.error.FieldError;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.family.Seen;
import dev.parley.core.json.CallerSchema;
import dev.parley.core.json.JsonBody;
import dev.parley.core.json.ValidationCode;
import dev.parley.core.json.WireBody;
import dev.parley.core.number.VoiceCarrier;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.paging.Lists;
import dev.parley.core.revision.Spaces;
import dev.parley.core.security.Caller;
import dev.parley.core.security.CallerResolver;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Audit;
import dev.parley.core.write.OutboxEvent;
import dev.parley.core.write.OutboxReader;
import dev.parley.core.write.StagedWrite;
import dev.parley.core.write.Write;
import dev.parley.core.write.Writes;
import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What plug-ins are compiled against is written down, so that it changes on purpose or not at all. */
final class SpiSurfaceTest {

    private static final Path FILE = Path.of("src", "test", "resources", "spi-surface.txt");
    private static final String WRITE = "parley.spi.write";

    /** Packages of which every public type is for plug-ins, by one of their types. */
    private static final List<Class<?>> WHOLE_PACKAGES = List.of(FeatureModule.class, Spaces.class, VoiceCarrier.class);

    /** What controllers of a plug-in need besides. */
    private static final List<Class<?>> TYPES = List.of(
            Sql.class,
            ErrorCode.class,
            ApiException.class,
            FieldError.class,
            CoreError.class,
            FamilyOperations.class,
            Reads.class,
            Seen.class,
            Seen.State.class,
            Write.class,
            Writes.class,
            StagedWrite.class,
            Audit.class,
            OutboxReader.class,
            OutboxEvent.class,
            RequiresScope.class,
            Caller.class,
            CallerResolver.class,
            WireBody.class,
            JsonBody.class,
            CallerSchema.class,
            ValidationCode.class,
            Lists.class,
            Listing.class,
            Chunk.class);

    /**
     * Seen to fail, with just the lines in question, after {@code ResourceKind} got one default method more, a component of {@code
     * Scope} another name, and the package a public type more.
     */
    @Test
    void whatPlugInsAreCompiledAgainstIsWhatIsWrittenDown() throws Exception {
        String surface = surface();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(FILE, surface);
        }
        String written = Files.exists(FILE) ? Files.readString(FILE).replace("\r\n", "\n") : "";
        assertThat(surface)
                .overridingErrorMessage(
                        "What plug-ins are compiled against has changed:%n%s%nWhen that is meant, write it down with"
                                + " `mvn -pl platform-core test -Dtest=SpiSurfaceTest -D%s=true` and commit %s.",
                        difference(written, surface), WRITE, FILE)
                .isEqualTo(written);
    }

    private static String difference(String before, String after) {
        List<String> lines = new ArrayList<>();
        Set<String> old = new HashSet<>(before.lines().toList());
        Set<String> present = new HashSet<>(after.lines().toList());
        before.lines().filter(line -> !present.contains(line)).forEach(line -> lines.add("- " + line.strip()));
        after.lines().filter(line -> !old.contains(line)).forEach(line -> lines.add("+ " + line.strip()));
        return lines.isEmpty() ? "(only the order)" : String.join("\n", lines);
    }

    private static String surface() throws IOException, URISyntaxException, ClassNotFoundException {
        Map<String, List<Class<?>>> packages = new TreeMap<>();
        for (Class<?> one : WHOLE_PACKAGES) {
            packages.put(one.getPackageName(), publicTypesBeside(one));
        }
        for (Class<?> type : TYPES) {
            packages.computeIfAbsent(type.getPackageName(), name -> new ArrayList<>())
                    .addAll(withNested(type));
        }
        StringBuilder text = new StringBuilder();
        packages.forEach((name, types) -> {
            text.append(text.isEmpty() ? "" : "\n").append(name).append("\n");
            types.stream().sorted(Comparator.comparing(SpiSurfaceTest::name)).forEach(type -> {
                text.append("\n  ").append(header(type)).append("\n");
                members(type)
                        .map(member -> "    " + name(type) + ": " + member + "\n")
                        .forEach(text::append);
            });
        });
        return text.toString();
    }

    /** The public types of a package that are ours, not generated. */
    private static List<Class<?>> publicTypesBeside(Class<?> one)
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.startsWith("$") && !name.equals("package-info.class")) {
                    Class<?> type = Class.forName(
                            one.getPackageName() + "." + name.replaceAll("\\.class$", ""), false, one.getClassLoader());
                    if (isForOthers(type)) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    private static List<Class<?>> withNested(Class<?> type) {
        List<Class<?>> types = new ArrayList<>(List.of(type));
        for (Class<?> nested : type.getDeclaredClasses()) {
            if (isForOthers(nested)) {
                types.addAll(withNested(nested));
            }
        }
        return types;
    }

    private static boolean isForOthers(Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getEnclosingClass()) {
            if (!isForOthers(t.getModifiers()) || t.isAnonymousClass() || t.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isForOthers(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        StringBuilder text = new StringBuilder();
        String kind;
        if (type.isAnnotation()) {
            kind = "annotation";
        } else if (type.isInterface()) {
            kind = "interface";
        } else if (type.isRecord()) {
            kind = "record";
        } else if (type.isEnum()) {
            kind = "enum";
        } else {
            kind = "class";
            text.append(Modifier.isAbstract(type.getModifiers()) ? "abstract " : "")
                    .append(Modifier.isFinal(type.getModifiers()) ? "final " : "");
        }
        text.append(type.isSealed() ? "sealed " : "").append(kind).append(' ').append(name(type));
        text.append(typeParameters(type.getTypeParameters()));
        if (kind.equals("class") && type.getSuperclass() != Object.class) {
            text.append(" extends ").append(name(type.getGenericSuperclass()));
        }
        Type[] interfaces = type.isAnnotation() ? new Type[0] : type.getGenericInterfaces();
        if (interfaces.length > 0) {
            text.append(type.isInterface() ? " extends " : " implements ").append(names(interfaces));
        }
        return text.toString();
    }

    private static Stream<String> members(Class<?> type) {
        Stream<String> components = type.isRecord()
                ? Stream.of("("
                        + Arrays.stream(type.getRecordComponents())
                                .map(component -> name(component.getAnnotatedType()) + " " + component.getName())
                                .collect(Collectors.joining(", "))
                        + ")")
                : Stream.empty();
        Stream<String> constants = type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name())
                : Stream.empty();
        Stream<String> others = Stream.of(
                        Arrays.stream(type.getDeclaredFields())
                                .filter(field -> isForOthers(field.getModifiers()) && !field.isEnumConstant())
                                .map(SpiSurfaceTest::field),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(constructor -> isForOthers(constructor.getModifiers()) && !type.isRecord())
                                .map(SpiSurfaceTest::constructor),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> isForOthers(method.getModifiers()) && !isImplied(type, method))
                                .map(SpiSurfaceTest::method))
                .flatMap(members -> members)
                .sorted();
        return Stream.of(components, constants, others).flatMap(members -> members);
    }

    /** Whether the language makes the method by itself. */
    private static boolean isImplied(Class<?> type, Method method) {
        boolean ofRecord = type.isRecord()
                && (Stream.of("equals", "hashCode", "toString").anyMatch(method.getName()::equals)
                        || (method.getParameterCount() == 0
                                && Arrays.stream(type.getRecordComponents())
                                        .anyMatch(
                                                component -> component.getName().equals(method.getName()))));
        boolean ofEnum = type.isEnum() && Stream.of("values", "valueOf").anyMatch(method.getName()::equals);
        return method.isSynthetic() || ofRecord || ofEnum;
    }

    private static String field(Field field) {
        return modifiers(field.getModifiers()) + name(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return modifiers(constructor.getModifiers()) + "new" + signature(constructor);
    }

    private static String method(Method method) {
        String generic = typeParameters(method.getTypeParameters());
        String preset = method.getDefaultValue() == null ? "" : " default \"" + method.getDefaultValue() + "\"";
        return modifiers(method.getModifiers() & ~Modifier.TRANSIENT & ~Modifier.VOLATILE)
                + (method.isDefault() ? "default " : "")
                + (generic.isEmpty() ? "" : generic + " ")
                + name(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + signature(method)
                + preset;
    }

    private static String signature(Executable executable) {
        String parameters = Arrays.stream(executable.getParameters())
                .map(SpiSurfaceTest::parameter)
                .collect(Collectors.joining(", ", "(", ")"));
        Type[] thrown = executable.getGenericExceptionTypes();
        return thrown.length == 0 ? parameters : parameters + " throws " + names(thrown);
    }

    private static String parameter(Parameter parameter) {
        String type = name(parameter.getAnnotatedType());
        return parameter.isVarArgs() ? type.replaceAll("\\[]$", "...") : type;
    }

    /** Public goes without saying. */
    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ~Modifier.PUBLIC & ~Modifier.SYNCHRONIZED);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String typeParameters(TypeVariable<?>[] parameters) {
        if (parameters.length == 0) {
            return "";
        }
        return Arrays.stream(parameters)
                .map(parameter -> {
                    String bounds = Arrays.stream(parameter.getBounds())
                            .filter(bound -> bound != Object.class)
                            .map(SpiSurfaceTest::name)
                            .collect(Collectors.joining(" & "));
                    return parameter.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
                })
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(SpiSurfaceTest::name).collect(Collectors.joining(", "));
    }

    private static String name(AnnotatedType type) {
        return (type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "") + name(type.getType());
    }

    /** Our own types and Java's everyday ones by their short name, others in full. */
    private static String name(Type type) {
        return type.getTypeName()
                .replaceAll("\\b(java\\.lang|java\\.util|dev\\.parley\\.core(\\.[a-z]+)+)\\.(?=[A-Z])", "")
                .replace('$', '.');
    }
}
