package dev.parley.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * A JSON Schema that a caller sent, draft 7, whatever its {@code $schema} says. It is not trusted: it cannot refer to other documents, and
 * validating with it ends after a bounded amount of work, with patterns on RE2 in time linear to the text. {@code format} is asserted.
 * Safe for use by many threads.
 */
public final class CallerSchema {

    /** How long the canonical text of a schema may be, in characters. */
    public static final int MAX_CHARACTERS = 200_000;

    /** How long a pattern may be. */
    private static final int MAX_PATTERN = 500;

    /** How many instructions a pattern may come to: nested repetitions multiply. */
    private static final int MAX_PROGRAM = 10_000;

    /**
     * How much work one validation may be: a unit is the evaluation of a keyword, or {@link #PATTERN_STEPS} steps of a pattern. It is a
     * fraction of a second, and thousands of times what a page of settings needs.
     */
    private static final int MAX_WORK = 500_000;

    private static final int PATTERN_STEPS = 100;

    /** The one keyword that the validator does not let be wrapped; it costs time linear to the text. */
    private static final String FORMAT = "format";

    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,6})(?:,([0-9]{0,6}))?\\}");

    private static final ThreadLocal<Work> WORK = new ThreadLocal<>();

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft7())
                    .keywords(keywords -> keywords.replaceAll(
                            (name, keyword) -> name.equals(FORMAT) ? keyword : new Metered(keyword)))
                    // The validator's own writes each name that it does not know to the log and keeps it for ever.
                    .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
                    .build(),
            builder -> builder.schemaRegistryConfig(config(new MeteredPatterns()))
                    .schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.block(document -> true)));

    /** Draft 7's schema of schemas. */
    private static final Schema META = SchemaRegistry.withDialect(
                    Dialects.getDraft7(), builder -> builder.schemaRegistryConfig(config(new MeteredPatterns())))
            .getSchema(SchemaLocation.of(Dialects.getDraft7().getId()));

    private final Schema schema;
    private final int characters;

    private CallerSchema(Schema schema, int characters) {
        this.schema = schema;
        this.characters = characters;
    }

    /** How long the schema is, for whoever keeps compiled schemas: what they take in memory follows it. */
    public int characters() {
        return characters;
    }

    private static SchemaRegistryConfig config(RegularExpressionFactory patterns) {
        return SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .regularExpressionFactory(patterns)
                .build();
    }

    /**
     * Something that does not fit.
     *
     * @param pointer where, a JSON Pointer (RFC 6901); empty for the value as a whole
     * @param message what, for a person
     */
    public record Violation(String pointer, String message) {}

    /** A schema that cannot be used. The message says why, for the caller. */
    public static final class InvalidSchemaException extends Exception {
        private final transient List<Violation> violations;

        private InvalidSchemaException(String message, List<Violation> violations) {
            super(message, null, false, false);
            this.violations = violations;
        }

        /** What is wrong where in the schema; empty when that cannot be told place by place. */
        public List<Violation> violations() {
            return violations;
        }
    }

    /** A schema demands more work for a value than is done for one request. */
    public static final class TooMuchWorkException extends Exception {
        private TooMuchWorkException() {
            super("the schema demands too much work to be checked", null, false, false);
        }
    }

    /**
     * Compiles a schema.
     *
     * @throws InvalidSchemaException when it is not a valid schema of draft 7, is too large, refers to another document or has a pattern
     *     that RE2 does not know (one that looks around or back)
     */
    public static CallerSchema compile(JsonNode schema) throws InvalidSchemaException {
        int characters = schema.toString().length();
        if (characters > MAX_CHARACTERS) {
            throw new InvalidSchemaException(
                    "must not have more than " + MAX_CHARACTERS + " characters of JSON", List.of());
        }
        JsonNode draft7 = schema;
        if (schema.has("$schema")) {
            draft7 = ((ObjectNode) schema).deepCopy().without("$schema");
        }
        try {
            List<Violation> violations = violations(META.validate(draft7));
            if (!violations.isEmpty()) {
                throw new InvalidSchemaException("is not a valid JSON Schema of draft 7", violations);
            }
            Schema compiled = REGISTRY.getSchema(draft7);
            compiled.initializeValidators();
            return new CallerSchema(compiled, characters);
        } catch (PatternSyntaxException e) {
            throw new InvalidSchemaException(
                    "has a pattern that cannot be used: " + e.getDescription() + ": " + e.getPattern(), List.of());
        } catch (SchemaException e) {
            throw new InvalidSchemaException("cannot be used: " + e.getMessage(), List.of());
        } catch (StackOverflowError e) {
            throw new InvalidSchemaException("is nested too deep", List.of());
        }
    }

    /**
     * Everything in which a value does not fit, ordered by place; empty when it fits.
     *
     * @throws TooMuchWorkException when that cannot be told within bounds, such as for a schema that contains itself at the same place
     */
    public List<Violation> violations(JsonNode value) throws TooMuchWorkException {
        Work work = new Work();
        WORK.set(work);
        try {
            List<Violation> violations = violations(schema.validate(value));
            if (work.isSpent()) {
                throw new TooMuchWorkException();
            }
            return violations;
        } catch (OutOfWork | StackOverflowError e) {
            throw new TooMuchWorkException();
        } finally {
            WORK.remove();
        }
    }

    private static List<Violation> violations(List<Error> errors) {
        return errors.stream()
                .map(error -> new Violation(JsonPointers.of(Schemas.place(error)), Schemas.message(error)))
                .distinct()
                .sorted(Comparator.comparing(Violation::pointer))
                .toList();
    }

    /** What is left of the work of one validation. */
    private static final class Work {
        private long left = MAX_WORK;

        boolean isSpent() {
            return left < 0;
        }
    }

    private static final class OutOfWork extends RuntimeException {
        OutOfWork() {
            super(null, null, false, false);
        }
    }

    /** A keyword whose evaluations are counted. */
    private record Metered(Keyword keyword) implements Keyword {
        @Override
        public String getValue() {
            return keyword.getValue();
        }

        @Override
        public KeywordValidator newValidator(
                SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) throws Exception {
            KeywordValidator validator = keyword.newValidator(location, node, parent, context);
            return validator == null ? null : new MeteredValidator(validator);
        }
    }

    private record MeteredValidator(KeywordValidator validator) implements KeywordValidator {
        @Override
        public String getKeyword() {
            return validator.getKeyword();
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return validator.getSchemaLocation();
        }

        @Override
        public void preloadSchema() {
            validator.preloadSchema();
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            Work work = WORK.get();
            if (work != null) {
                work.left--;
                if (work.isSpent()) {
                    throw new OutOfWork();
                }
            }
            validator.validate(context, node, root, place);
        }

        @Override
        public void walk(ExecutionContext context, JsonNode node, JsonNode root, NodePath place, boolean validate) {
            validator.walk(context, node, root, place, validate);
        }
    }

    /** Patterns on RE2, whose steps are counted: the length of the text times that of the program. */
    private static final class MeteredPatterns implements RegularExpressionFactory {
        @Override
        public RegularExpression getRegularExpression(String regex) {
            Pattern pattern = Pattern.compile(checked(regex));
            int size = pattern.programSize();
            return text -> {
                Work work = WORK.get();
                if (work != null) {
                    work.left -= (long) size * text.length() / PATTERN_STEPS;
                    if (work.isSpent()) {
                        // The validator would write an exception from here to the log, with the pattern.
                        return false;
                    }
                }
                return pattern.matcher(text).find();
            };
        }

        private static String checked(String regex) {
            if (regex.length() > MAX_PATTERN) {
                throw new PatternSyntaxException(
                        "longer than " + MAX_PATTERN + " characters", regex.substring(0, 20) + "...");
            }
            if (size(regex) > MAX_PROGRAM) {
                throw new PatternSyntaxException("it repeats too much", regex);
            }
            return regex;
        }

        /**
         * About how long the program of a pattern will be. It has to be known before the pattern is compiled: RE2/J unrolls
         * repetitions, also of repetitions, until the memory is full.
         */
        private static long size(String regex) {
            Deque<Long> outer = new ArrayDeque<>();
            long sum = 0;
            long last = 0;
            for (int i = 0; i < regex.length(); i++) {
                char c = regex.charAt(i);
                if (c == '{') {
                    Matcher repetition = REPETITION.matcher(regex);
                    if (repetition.find(i) && repetition.start() == i) {
                        String most = repetition.group(2) == null
                                        || repetition.group(2).isEmpty()
                                ? repetition.group(1)
                                : repetition.group(2);
                        last = Math.min(Integer.MAX_VALUE, last * (Integer.parseInt(most) + 1));
                        i = repetition.end() - 1;
                        continue;
                    }
                }
                if (c == '*' || c == '+' || c == '?') {
                    last++;
                } else if (c == ')' && !outer.isEmpty()) {
                    last = sum + last + 2;
                    sum = outer.pop();
                } else {
                    sum += last;
                    last = 1;
                    if (c == '(') {
                        outer.push(sum);
                        sum = 0;
                        last = 0;
                    } else if (c == '\\') {
                        i++;
                    } else if (c == '[') {
                        i = endOfClass(regex, i);
                    }
                }
            }
            while (!outer.isEmpty()) {
                sum += outer.pop();
            }
            return sum + last;
        }

        private static int endOfClass(String regex, int start) {
            // A bracket that comes first is a member.
            int i = start + (regex.startsWith("[^]", start) ? 3 : regex.startsWith("[]", start) ? 2 : 1);
            while (i < regex.length() && regex.charAt(i) != ']') {
                i += regex.charAt(i) == '\\'
                        ? 2
                        : regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0 ? regex.indexOf(":]", i) + 2 - i : 1;
            }
            return i;
        }
    }
}
