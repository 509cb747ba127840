package dev.parley.host.shop;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The rules of the shop's products, on whatever the injection points without a qualifier get. */
@Singleton
@Requires(property = "host.shop", value = "true")
class Products {

    private final ProductRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final DataSource dataSource;

    Products(ProductRepository repository, TransactionOperations<Connection> transactions, DataSource dataSource) {
        this.repository = repository;
        this.transactions = transactions;
        this.dataSource = dataSource;
    }

    List<Product> list() {
        return repository.findAll();
    }

    @Transactional
    Product add(String name) {
        Product product = repository.save(new Product(null, name));
        if (name.startsWith("bad")) {
            throw new IllegalStateException("the shop does not sell this");
        }
        return product;
    }

    Product addAndForget(String name) {
        return transactions.executeWrite(status -> {
            Product product = repository.save(new Product(null, name));
            status.setRollbackOnly();
            return product;
        });
    }

    /** Where the data source leads, and what is there. */
    Map<String, Object> database() {
        try (Connection connection =
                        DelegatingDataSource.unwrapDataSource(dataSource).getConnection();
                ResultSet rows = connection.getMetaData().getTables(null, "PUBLIC", null, null)) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
            return Map.of("tables", tables);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
