-- The last change of a branch, of those in its history, that a prune has put behind the horizon: what was superseded by it or before is
-- kept only where something points to it.
alter table core_branch add column pruned_seq bigint default 0 not null;
