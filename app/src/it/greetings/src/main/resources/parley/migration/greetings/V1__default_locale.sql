-- The locale that callers of a workspace are greeted in when an agent has no greeting in theirs.
create table greetings_default_locale (
  workspace_id varchar(64) not null primary key,
  locale varchar(35) not null
);
