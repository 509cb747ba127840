package dev.parley.core.testing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Keeps the statements that requests send to the database, while it is told to. */
@Singleton
@Requires(env = Environment.TEST) // what is measured goes without it
@Order(Ordered.HIGHEST_PRECEDENCE) // the framework wraps the data source as well, and unwraps only what it wrapped
final class StatementLog implements BeanCreatedEventListener<DataSource> {

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private volatile boolean on;

    /** The statements that are prepared for requests during some work, in order. */
    List<String> during(Runnable work) {
        statements.clear();
        on = true;
        try {
            work.run();
        } finally {
            on = false;
        }
        return new ArrayList<>(statements);
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        DataSource source = event.getBean();
        return proxy(
                DataSource.class,
                source,
                result -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, UnaryOperator.identity())
                        : result);
    }

    private <T> T proxy(Class<T> type, T target, UnaryOperator<Object> wrapper) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    // Scheduled work is not what requests do.
                    if (on
                            && method.getName().startsWith("prepare")
                            && arguments != null
                            && !Thread.currentThread().getName().contains("scheduled")) {
                        statements.add(String.valueOf(arguments[0]));
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result == null ? null : wrapper.apply(result);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
