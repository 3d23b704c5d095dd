-- What experts and the company write about findings: threads that hang on a finding, a field and a passage, each with comments. All
-- content is the company's and sealed by its key; a finding's key can hold the reference of a row, so a thread is found by a blind index of it.
create table review_threads (
  company_id  uuid not null references companies,
  id          uuid not null,
  station_id  uuid not null,
  review_id   uuid not null,
  profile_id  uuid not null,                -- the version of the report that it was written about
  finding     text not null,                -- blind index of the finding's key
  sealed      bytea not null,               -- the target, and the finding as it was
  audience    text not null check (audience in ('experts', 'company')),
  state       text not null default 'open' check (state in ('open', 'resolved', 'superseded')),
  draft       boolean not null,             -- its first comment waits for a senior
  author      uuid not null,
  at          timestamptz not null,
  settled_by  uuid,
  settled_at  timestamptz,
  rev         bigint not null default 1,
  primary key (company_id, id),
  foreign key (station_id, review_id) references reviews (station_id, id),
  check ((state = 'open') = (settled_at is null))
);
create index on review_threads (company_id, review_id, finding, at, id);

create table review_comments (
  company_id  uuid not null,
  id          uuid not null,                -- given by the form: sent twice it is one
  thread_id   uuid not null,
  sealed      bytea not null,               -- text, citations, who is mentioned
  author      uuid not null,
  side        text not null check (side in ('expert', 'company')),
  rank        text not null default '' check (rank in ('', 'junior', 'senior')), -- of an expert, on that day
  draft       boolean not null,             -- waits for a senior; only the team sees it
  approved_by uuid,
  approved_at timestamptz,
  at          timestamptz not null,
  edited_at   timestamptz,
  rev         bigint not null default 1,
  primary key (company_id, id),
  foreign key (company_id, thread_id) references review_threads (company_id, id),
  check ((approved_by is null) = (approved_at is null)),
  check (not draft or approved_at is null)
);
create index on review_comments (company_id, thread_id, at, id);

-- What a comment said before it was edited.
create table review_comment_edits (
  company_id  uuid not null,
  comment_id  uuid not null,
  rev         bigint not null,              -- of the text that was replaced
  sealed      bytea not null,
  at          timestamptz not null,         -- when it was replaced
  primary key (company_id, comment_id, rev),
  foreign key (company_id, comment_id) references review_comments (company_id, id)
);

-- Where a thread stands in a version of the report; computed from what it was written about, never from the anchor before.
create table review_anchors (
  company_id  uuid not null,
  thread_id   uuid not null,
  step        integer not null,             -- counts the versions that the thread has seen
  profile_id  uuid not null,
  status      text not null check (status in ('exact', 'inputs_changed', 'text_changed', 'severity_changed', 'returned', 'ambiguous', 'gone')),
  also        text[] not null default '{}',
  sealed      bytea not null,               -- the place
  at          timestamptz not null,
  primary key (company_id, thread_id, step),
  unique (company_id, thread_id, profile_id),
  foreign key (company_id, thread_id) references review_threads (company_id, id)
);

do $$
declare
  wanted text;
begin
  foreach wanted in array array['review_threads', 'review_comments', 'review_comment_edits', 'review_anchors'] loop
    execute format('alter table %I enable row level security', wanted);
    execute format('alter table %I force row level security', wanted);
    execute format('create policy tenant on %I using (company_id = nullif(current_setting(''app.company'', true), '''')::uuid) with check (company_id = nullif(current_setting(''app.company'', true), '''')::uuid)', wanted);
    execute format('grant select, insert on %I to station_app', wanted);
    execute format('create policy deletion_seen on %I for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('create policy deletion on %I for delete to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('grant select (company_id), delete on %I to station_worker', wanted);
  end loop;
end
$$;
grant update (state, draft, settled_by, settled_at, rev) on review_threads to station_app;
grant update (sealed, draft, approved_by, approved_at, edited_at, rev) on review_comments to station_app;

-- Texts that experts write again and again, each with its citations: one's own, or the whole station's. Sealed by the station's key.
create table review_texts (
  station_id uuid not null references stations,
  id         uuid not null,
  person_id  uuid not null,
  shared     boolean not null,              -- every expert of the station may use it
  sealed     bytea not null,                -- title, text, citations
  at         timestamptz not null,
  primary key (station_id, id)
);
create index on review_texts (station_id, person_id, at);
alter table review_texts enable row level security;
alter table review_texts force row level security;
create policy tenant on review_texts
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert, delete on review_texts to station_app;
