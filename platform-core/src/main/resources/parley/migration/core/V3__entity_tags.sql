-- The entity tag that goes with a kept answer.
alter table core_idempotency add column entity_tag varchar(200);
