-- Which scripts have been run to their end, so that a start with the same ones need not look at each of them. It tells of this database
-- and not of what is in the store: no owner's name stands before its own, and no backup takes it along.
create table parley_scripts(
  owner varchar(64) primary key,                         -- core, or the id of a module
  hash varchar(64) not null);                            -- SHA-256 of the names and contents of all files of its location, in hex
