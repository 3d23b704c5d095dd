-- Files that go with what is written about findings. A file itself lies in the room of the files; here is to which comment it belongs, so
-- that it is seen by exactly who sees the comment.
create table review_attachments (
  company_id  uuid not null,
  comment_id  uuid not null,
  n           smallint not null check (n between 1 and 3), -- its place
  file_id     uuid not null,
  primary key (company_id, comment_id, n),
  unique (company_id, file_id),
  foreign key (company_id, comment_id) references review_comments (company_id, id)
);
alter table review_attachments enable row level security;
alter table review_attachments force row level security;
create policy tenant on review_attachments
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on review_attachments to station_app;
create policy deletion_seen on review_attachments for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null));
create policy deletion on review_attachments for delete to station_worker using (company_id in (select id from companies where deletion_asked_at is not null));
grant select (company_id), delete on review_attachments to station_worker;

-- What experts learnt, stripped of the company: for teaching. Nothing leads back: no company, no review, no thread, no day, and once a case
-- is approved not even who wrote it. It is the station's, sealed by the station's key, and stays when a company leaves.
create table review_cases (
  station_id  uuid not null references stations,
  id          uuid not null,               -- random: it holds no time
  rule        text not null check (rule ~ '^[A-Z]{2,4}-[0-9]{2,4}$'), -- the rule, without a subject
  area        text not null,
  field       text not null check (field ~ '^[a-z]{0,20}$'), -- kind of the field: title, why, remedy ...; empty: the finding as a whole
  sealed      bytea not null,              -- title, text, citations
  state       text not null check (state in ('draft', 'kept')),
  author      uuid,                        -- while it is a draft
  approver    uuid not null,               -- a second senior: asked, and in the end the one who approved
  month       date not null check (extract(day from month) = 1), -- when it was written; nothing finer is known
  rev         bigint not null default 1,
  primary key (station_id, id),
  check ((state = 'draft') = (author is not null)),
  check (author is null or approver <> author)
);
create index on review_cases (station_id, state, month desc, id desc);
alter table review_cases enable row level security;
alter table review_cases force row level security;
create policy tenant on review_cases
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert, delete on review_cases to station_app;
grant update (sealed, state, author, rev) on review_cases to station_app;
