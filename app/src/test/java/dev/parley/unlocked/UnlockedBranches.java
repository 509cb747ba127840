package dev.parley.unlocked;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Wraps the data source so that a branch's row is read without its lock. */
@Singleton
@Requires(property = "unlocked.branches") // nothing of this in the contexts of other tests
@Order(Ordered.HIGHEST_PRECEDENCE) // the framework wraps the data source as well, and unwraps only what it wrapped
final class UnlockedBranches implements BeanCreatedEventListener<DataSource> {

    private static final String LOCK = " for update";

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        return proxy(
                DataSource.class,
                event.getBean(),
                result -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, UnaryOperator.identity())
                        : result);
    }

    private static <T> T proxy(Class<T> type, T target, UnaryOperator<Object> wrapper) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                        arguments[0] = unlocked(sql);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result == null ? null : wrapper.apply(result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static String unlocked(String sql) {
        return sql.contains("from core_branch") && sql.endsWith(LOCK)
                ? sql.substring(0, sql.length() - LOCK.length())
                : sql;
    }
}
