create table notes_note(workspace_id varchar(64) not null, text varchar(200) not null);
