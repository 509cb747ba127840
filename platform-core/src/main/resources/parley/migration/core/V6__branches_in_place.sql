-- Only for PostgreSQL: on H2 these are comments. By its defaults a digest, 2,048 bytes that nothing compresses, is too large for its row:
-- each change of a branch wrote it into a table beside, in pieces. Half of each page is left free, so that a change finds its place in it.
${postgresql} alter table core_branch alter column digest set storage plain;
${postgresql} alter table core_branch set (fillfactor = 50);
