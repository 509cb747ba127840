-- Nobody looks for the names of a document: they are in its body. Every new name had to be put here, too.
drop index core_entry_key_holder;
