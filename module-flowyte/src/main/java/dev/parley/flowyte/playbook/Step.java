package dev.parley.flowyte.playbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a node does. Texts that are not given yet are empty: a graph is also read while somebody still works on it.
 *
 * <p>A step has outcomes, and the {@code sourceHandle} of a connection says for which of them it is taken. A connection without a
 * handle, or with {@code default}, is the default path: it is taken for each outcome of a confirm or a skill step that has no
 * connection of its own. Where a step has one outcome only, every connection is for it, whatever its handle.
 */
public sealed interface Step {

    /** The outcome of a step that has one only, and of a branch whose conditions do not hold. */
    String DEFAULT = "default";

    /** The outcomes of a confirm step. */
    String YES = "yes";

    /** See {@link #YES}. */
    String NO = "no";

    /** The outcomes of a skill step. */
    String SUCCESS = "success";

    /** See {@link #SUCCESS}. */
    String ERROR = "error";

    /** The id of its node. */
    String id();

    /** How it can turn out; nothing for an end. */
    default List<String> outcomes() {
        return List.of(DEFAULT);
    }

    /** Whether it asks the caller or calls a skill, so that the conversation waits there. */
    default boolean waits() {
        return false;
    }

    /** The variables it reads. */
    default Set<String> reads() {
        return Set.of();
    }

    /** The variables it can set. */
    default Set<String> sets() {
        return Set.of();
    }

    /** The variables that can be set by it when it turns out so. */
    default Set<String> sets(String outcome) {
        return sets();
    }

    /** The members of {@code data} that it needs and does not have, as paths with dots. */
    default List<String> missing() {
        return List.of();
    }

    /**
     * {@code collect}: asks for one input, until there is one, and sets a variable to it. {@code data}: {@code variable},
     * {@code prompt} and {@code inputType}, which is {@code speech} when absent.
     */
    record Collect(String id, String variable, Template prompt, InputType inputType) implements Step {
        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public Set<String> reads() {
            return prompt.variables();
        }

        @Override
        public Set<String> sets() {
            return variable.isEmpty() ? Set.of() : Set.of(variable);
        }

        @Override
        public List<String> missing() {
            List<String> names = new ArrayList<>();
            if (variable.isEmpty()) {
                names.add("variable");
            }
            if (prompt.isBlank()) {
                names.add("prompt");
            }
            return Collections.unmodifiableList(names);
        }
    }

    /** {@code message}: says a line. {@code data}: {@code text}. */
    record Message(String id, Template text) implements Step {
        @Override
        public Set<String> reads() {
            return text.variables();
        }

        @Override
        public List<String> missing() {
            return text.isBlank() ? List.of("text") : List.of();
        }
    }

    /** {@code confirm}: asks a question that is answered with yes or no, which are its outcomes. {@code data}: {@code text}. */
    record Confirm(String id, Template text) implements Step {
        @Override
        public List<String> outcomes() {
            return List.of(YES, NO);
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public Set<String> reads() {
            return text.variables();
        }

        @Override
        public List<String> missing() {
            return text.isBlank() ? List.of("text") : List.of();
        }
    }

    /**
     * {@code branch}: the outcome is the handle of the first condition that holds, or {@link #DEFAULT}. {@code data}:
     * {@code conditions}, each with {@code handle}, {@code variable}, {@code operator} and {@code value}. Each handle needs a
     * connection of its own.
     */
    record Branch(String id, List<Condition> conditions) implements Step {
        public Branch {
            conditions = List.copyOf(conditions);
        }

        @Override
        public List<String> outcomes() {
            Set<String> handles = new LinkedHashSet<>();
            conditions.stream().map(Condition::handle).filter(h -> !h.isEmpty()).forEach(handles::add);
            handles.add(DEFAULT);
            return List.copyOf(handles);
        }

        @Override
        public Set<String> reads() {
            Set<String> names = new LinkedHashSet<>();
            conditions.forEach(condition -> names.addAll(condition.reads()));
            return Collections.unmodifiableSet(names);
        }

        @Override
        public List<String> missing() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < conditions.size(); i++) {
                String at = "conditions." + i + ".";
                conditions.get(i).missing().forEach(name -> names.add(at + name));
            }
            return conditions.isEmpty() ? List.of("conditions") : Collections.unmodifiableList(names);
        }
    }

    /**
     * {@code skill}: calls a skill; its outcomes are success and error. {@code data}: {@code skillId}; {@code inputs}, texts with
     * placeholders by the names of the skill's parameters; and {@code outputs}, the names of variables, each with the place of its
     * value in the skill's result: names of members and numbers of items with dots between them, or an empty text for the whole.
     * A success sets each of these variables, or takes its value away if there is nothing at the place; an error changes none.
     */
    record SkillCall(String id, String skillId, Map<String, Template> inputs, Map<String, String> outputs)
            implements Step {
        @Override
        public List<String> outcomes() {
            return List.of(SUCCESS, ERROR);
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public Set<String> reads() {
            Set<String> names = new LinkedHashSet<>();
            inputs.values().forEach(input -> names.addAll(input.variables()));
            return Collections.unmodifiableSet(names);
        }

        @Override
        public Set<String> sets() {
            return outputs.keySet();
        }

        @Override
        public Set<String> sets(String outcome) {
            return outcome.equals(SUCCESS) ? sets() : Set.of();
        }

        @Override
        public List<String> missing() {
            return skillId.isEmpty() ? List.of("skillId") : List.of();
        }
    }

    /** {@code end}: the playbook is over. {@code data}: {@code text}, a last line, if there is one. */
    record End(String id, Template text) implements Step {
        @Override
        public List<String> outcomes() {
            return List.of();
        }

        @Override
        public Set<String> reads() {
            return text.variables();
        }
    }

    /**
     * Any other type: does nothing and goes on. Nothing is known of its {@code data}, so it reads and sets no variables. One of the
     * type {@link #START} is where the playbook begins.
     */
    record Other(String id, String type) implements Step {
        /** The type of the node where a playbook begins. */
        public static final String START = "start";
    }
}
