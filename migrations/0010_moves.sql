-- Rules change while self-checks are under way. Every answer and every row of a list keeps the revision
-- of the rules by which it was asked, for the record, and the first revision that has the question as it
-- was asked, so that the table of moves in the rules tells what became of it since: 0 for a question that
-- had always been so. Of a row, asked names the columns that had not. What was given before this file
-- counts as given under the first revision.
alter table answers add column rules_revision bigint not null default 1, add column asked_since bigint not null default 0;
alter table list_rows add column rules_revision bigint not null default 1, add column asked jsonb not null default '{}';
alter table list_changes add column rules_revision bigint not null default 1, add column asked jsonb not null default '{}';

-- The record of every judgement of a check under way: by which rules, of which input, with which
-- outcome. Digests only; what was judged is found by its revisions. Never changed.
create table judgements (
  company_id        uuid not null,
  check_id          uuid not null,
  id                uuid not null,
  rules_revision    text not null, -- as the bundle names it
  rules_digest      text not null,
  engine            text not null,
  as_of             date not null,
  context_revision  text not null,
  answers_rev       bigint not null,
  suppliers_version bigint not null,
  employees_version bigint not null,
  input_digest      text not null,
  outcome_digest    text not null,
  at                timestamptz not null,
  primary key (company_id, check_id, id),
  -- judged once more from the same input it is the same record, unless it came out otherwise
  unique (company_id, check_id, input_digest, rules_digest, engine, outcome_digest),
  foreign key (company_id, check_id) references self_checks
);
alter table judgements enable row level security;
alter table judgements force row level security;
create policy tenant on judgements
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on judgements to station_app;
