-- Whether shortcuts of bare letters work for this person. Who speaks to the computer, or has heavy hands, switches them off.
alter table accounts add column single_keys boolean not null default true;
