-- The roles, the schemas, and who may do what by default. Domain tables follow from 0002 on.
--
-- This file alone runs as the role that STATION_MIGRATE_URL names (a superuser, or the owner of
-- the database with CREATEROLE). Every later file runs as station_owner with search_path = app,
-- so that what it creates belongs to station_owner and lies in app. The roles belong to the whole
-- cluster, where another database's migration may be making them at this moment.
--
-- The pattern of a tenant's table:
--
--   create table things (
--     company_id uuid not null,             -- first in the primary key, in every unique constraint and foreign key
--     id         uuid not null,             -- UUIDv7, made in Go
--     …,
--     primary key (company_id, id)
--   );
--   alter table things enable row level security;
--   alter table things force row level security;   -- without it the owner sees every tenant
--   create policy tenant on things
--     using      (company_id = nullif(current_setting('app.company', true), '')::uuid)
--     with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
--     -- nullif: after a transaction with SET LOCAL the setting is '' on that connection, not null
--   grant select, insert, update, delete on things to station_app;   -- only what it needs; never truncate
--
--   create view thing_facts with (security_invoker = true) as …;     -- else a view shows every tenant
--   grant select on thing_facts to station_app;
--
-- A row of the desk is led by station_id, and its policy reads
--   station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = …'app.company'…
-- The worker and the insight builder come with policies of their own, `for select to station_worker using (…)`.

do $$
declare
  wanted record;
begin
  begin
    lock table pg_catalog.pg_authid in share row exclusive mode; -- one at a time in the whole cluster
  exception when insufficient_privilege then
    null; -- not a superuser: creating is still safe below, only settings made at one moment may collide
  end;

  for wanted in
    select * from (values
      ('station_owner',   'nologin', null,    null,  null,  null),
      ('station_app',     'login',   '10s',   '3s',  '15s', 'off'),
      ('station_worker',  'login',   '50s',   '3s',  '60s', 'off'),
      ('station_builder', 'login',   '300s',  '3s',  '60s', 'off'),
      ('station_auditor', 'login',   '30s',   '3s',  '60s', 'on')
    ) as roles (name, login, statement, lock, idle, read_only)
  loop
    begin
      execute format('create role %I %s nosuperuser nocreatedb nocreaterole noreplication nobypassrls', wanted.name, wanted.login);
    exception when duplicate_object or unique_violation then
      null; -- another database of this cluster has it already
    end;
    if wanted.statement is not null
       and not exists (select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where s.setdatabase = 0 and r.rolname = wanted.name)
    then
      execute format('alter role %I set statement_timeout = %L', wanted.name, wanted.statement);
      execute format('alter role %I set lock_timeout = %L', wanted.name, wanted.lock);
      execute format('alter role %I set idle_in_transaction_session_timeout = %L', wanted.name, wanted.idle);
      execute format('alter role %I set default_transaction_read_only = %L', wanted.name, wanted.read_only);
      execute format('alter role %I set search_path = app, public', wanted.name);
      execute format('alter role %I set timezone = %L', wanted.name, 'UTC');
    end if;
  end loop;

  if not (select rolsuper from pg_roles where rolname = current_user) and not pg_has_role(current_user, 'station_owner', 'member') then
    execute format('grant station_owner to %I', current_user); -- to act as the owner in the files that follow
  end if;

  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to station_app, station_worker, station_builder, station_auditor', current_database());
  execute format('grant connect, create on database %I to station_owner', current_database()); -- create: trusted extensions, pg_trgm
end
$$;

revoke create on schema public from public;
grant usage, create on schema public to station_owner; -- extensions live there

create schema app authorization station_owner;
grant usage on schema app to station_app, station_worker, station_builder, station_auditor;

-- River, the queue: its own migrations make the tables, pg.MigrateJobs runs them.
create schema river authorization station_owner;
grant usage on schema river to station_app, station_worker;
alter default privileges for role station_owner in schema river grant select, insert, update, delete on tables to station_app, station_worker;
alter default privileges for role station_owner in schema river grant usage, select on sequences to station_app, station_worker;

-- In app nothing is granted by default, and a new function is nobody's until a migration says whose.
alter default privileges for role station_owner revoke execute on functions from public;
alter default privileges for role station_owner in schema river grant execute on functions to station_app, station_worker;
