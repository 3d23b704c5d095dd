-- Files that people hand in. What they hold lies elsewhere, sealed; here is what is known of them. Only the
-- room files writes here.

-- One object for each content of a tenant: its row is there before the object is, and goes after it. An
-- object's name on the shelf is made of tenant, digest and id, and the id is new with every attempt, so that a name
-- is written once and what removes an object can never meet another's.
--   writing  an upload is under way, or was cut off
--   stored   the object is whole and safe, and files may point at it
--   doomed   nobody points at it any more: the object is to be removed, then the row
create table file_objects (
  tenant_id uuid not null,   -- a company or a station
  id        uuid not null,   -- of the attempt that wrote it
  digest    bytea not null check (length(digest) = 32), -- keyed: says nothing to who has no key
  state     text not null check (state in ('writing', 'stored', 'doomed')),
  size      bigint not null check (size > 0),
  sealed    bigint not null default 0, -- bytes on the shelf, once stored
  at        timestamptz not null,      -- when the upload began
  stored_at timestamptz,
  primary key (tenant_id, id)
);
create unique index file_content on file_objects (tenant_id, digest) where state = 'stored';
create index on file_objects (tenant_id, digest, id);
create index on file_objects (state, at) where state <> 'stored';

create table files (
  tenant_id uuid not null,
  id        uuid not null,
  object_id uuid not null,
  name      bytea not null,  -- sealed: names of files are names of people
  type      text not null check (type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size      bigint not null check (size > 0),
  purpose   text not null check (purpose ~ '^[a-z_]{1,40}$'),
  person_id uuid not null,
  at        timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, object_id) references file_objects
);
create index on files (tenant_id, object_id);

-- How much a tenant has, so that a limit is held by one statement and not by counting all rows.
create table file_usage (
  tenant_id uuid not null,
  files     bigint not null check (files >= 0),
  bytes     bigint not null check (bytes >= 0),
  primary key (tenant_id)
);

alter table file_objects enable row level security;
alter table file_objects force row level security;
alter table files enable row level security;
alter table files force row level security;
alter table file_usage enable row level security;
alter table file_usage force row level security;

create policy tenant on file_objects
  using (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid))
  with check (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid));
create policy tenant on files
  using (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid))
  with check (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid));
create policy tenant on file_usage
  using (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid))
  with check (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid));

grant select, insert, delete on file_objects, files to station_app;
grant update (state, sealed, stored_at) on file_objects to station_app;
grant select, insert, update, delete on file_usage to station_app;

-- The worker sees which objects there are, never a name; gives up uploads that were cut off; and takes
-- away what is doomed. A stored object is out of its reach.
create policy worker_sees on file_objects for select to station_worker using (true);
create policy worker_dooms on file_objects for update to station_worker using (state = 'writing') with check (state = 'doomed');
create policy worker_removes on file_objects for delete to station_worker using (state = 'doomed');
create policy worker_sees on files for select to station_worker using (true);
create policy worker_sees on file_usage for select to station_worker using (true);
grant select, delete on file_objects to station_worker;
grant update (state) on file_objects to station_worker;
grant select (tenant_id, id, object_id, size) on files to station_worker;
grant select on file_usage to station_worker;

-- How far the last look along the shelf came: a long one is done in parts.
create table file_sweeps (
  id    smallint primary key default 1 check (id = 1),
  after text not null
);
grant select, insert, update on file_sweeps to station_worker;
