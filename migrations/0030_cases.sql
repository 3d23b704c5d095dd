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
