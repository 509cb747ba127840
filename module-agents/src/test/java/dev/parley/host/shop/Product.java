package dev.parley.host.shop;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What the shop sells.
 *
 * @param id absent before it is stored
 * @param name unique
 */
@Serdeable
@MappedEntity
record Product(@Id @GeneratedValue @Nullable Long id, String name) {}
