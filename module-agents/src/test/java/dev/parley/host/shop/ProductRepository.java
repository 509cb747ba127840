package dev.parley.host.shop;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;

/** On the shop's only data source, so it names none. */
@JdbcRepository(dialect = Dialect.H2)
@Requires(property = "host.shop", value = "true")
interface ProductRepository extends CrudRepository<Product, Long> {}
