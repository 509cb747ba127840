-- What modules keep beside an agent: phone numbers, and versioned content that is no part of its branches.

-- A number belongs to at most one agent, whatever its workspace and family.
create table core_phone_number(
  number varchar(16) primary key,                        -- E.164, with the plus
  workspace_id varchar(64) not null,
  family varchar(32) not null,
  agent_id varchar(128) not null,
  binding varchar(36) not null,                          -- under which the carrier knows it; a new one each time it is bound
  state smallint not null,                               -- 0 being bound, 1 bound, 2 being released
  next_at timestamp with time zone);                     -- when to give up or try again; null when bound
create index core_phone_number_agent on core_phone_number(workspace_id, agent_id);
create index core_phone_number_unsettled on core_phone_number(next_at);

-- A space with an agent_id is no agent: it is what the module in "family" keeps beside that agent.
alter table core_space add column agent_id varchar(128);
alter table core_space add constraint core_space_beside unique(workspace_id, agent_id, family);

-- What a change made of the documents that it touched, for the history.
create index core_entry_past_changed on core_entry_past(branch_id, seq);
