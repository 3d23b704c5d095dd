-- What people are told: once in the inbox, by mail, by short message, and to a tenant's own systems.
-- Only the room notices writes here.

-- One message as it was told, whatever ways it takes: the outbox. What makes saying it twice one message is key, which
-- names nobody but by id. sealed holds the arguments of its words and its link under the tenant's key, until
-- the retention empties it.
create table notices (
  tenant_id  uuid not null,
  id         uuid not null,
  of_company boolean not null, -- whether the tenant is a company, else a station
  key        text not null check (key ~ '^[a-z0-9._:/-]{1,200}$'),
  kind       text not null,
  urgent     boolean not null default false,
  sealed     bytea,
  at         timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
create index on notices (at);

-- A message in a person's inbox: the row that makes it seen once.
create table inbox (
  tenant_id uuid not null,
  person_id uuid not null,
  notice_id uuid not null,
  at        timestamptz not null,
  read_at   timestamptz,
  primary key (tenant_id, person_id, notice_id),
  foreign key (tenant_id, notice_id) references notices on delete cascade
);
create index on inbox (tenant_id, person_id, (read_at is null), notice_id); -- the list, unread first
create index on inbox (tenant_id, person_id) where read_at is null;         -- the number beside the bell
create index on inbox (tenant_id, notice_id);
create index on inbox (at);

-- A system of the tenant that is told of events. sealed holds its address and its secrets.
create table webhooks (
  tenant_id     uuid not null,
  id            uuid not null,
  of_company    boolean not null,
  sealed        bytea not null,
  kinds         text[] not null,
  at            timestamptz not null,
  made_by       uuid not null,
  old_until     timestamptz, -- until then the secret before this one signs as well
  failing_since timestamptz,
  off_at        timestamptz,
  off_why       text check (off_why in ('hand', 'failing', 'gone')),
  primary key (tenant_id, id),
  check ((off_at is null) = (off_why is null))
);

-- One way that a message takes to one receiver. An open one is held (for the digest), pending, sending
-- (claimed) or handing (the last word to the other side may have been said: who dies now leaves it in doubt). The
-- others are final. sealed holds an address that no account has, a link with a secret: emptied with the last state.
create table deliveries (
  tenant_id  uuid not null,
  id         uuid not null,
  notice_id  uuid not null,
  of_company boolean not null,
  channel    text not null check (channel in ('mail', 'sms', 'hook')),
  person_id  uuid,
  webhook_id uuid,
  state      text not null check (state in ('held', 'pending', 'sending', 'handing', 'sent', 'failed', 'doubt', 'read', 'muted', 'withdrawn', 'folded')),
  due_at     timestamptz not null,
  attempt    integer not null default 0,
  round      integer not null default 0, -- how often it was asked for again by hand
  started_at timestamptz,
  ended_at   timestamptz,
  status     text not null default '', -- what the other side said last, as a short word or a number
  digest_id  uuid,                     -- of a folded one: the delivery that it went with
  sealed     bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, notice_id) references notices on delete cascade,
  foreign key (tenant_id, webhook_id) references webhooks on delete cascade,
  check ((channel = 'hook') = (webhook_id is not null)),
  check (ended_at is null = (state in ('held', 'pending', 'sending', 'handing')))
);
create index on deliveries (tenant_id, notice_id);
create index on deliveries (tenant_id, person_id);
create index on deliveries (tenant_id, webhook_id, id) where webhook_id is not null;
create index on deliveries (tenant_id, digest_id) where digest_id is not null;
create index on deliveries (due_at) where ended_at is null;
create index on deliveries (ended_at) where state in ('doubt', 'failed');
create index on deliveries (tenant_id, person_id) where state = 'held';

-- How a person wants to be told by a tenant. No row is the usual way.
create table notice_preferences (
  tenant_id uuid not null,
  person_id uuid not null,
  work      text not null check (work in ('inbox', 'once', 'daily')),
  news      text not null check (news in ('inbox', 'once', 'daily')),
  quiet     boolean not null,
  sms       boolean not null,
  lang      text not null check (lang in ('', 'zh', 'en')),
  at        timestamptz not null,
  primary key (tenant_id, person_id)
);

do $$
declare
  t text;
begin
  foreach t in array array['notices', 'inbox', 'webhooks', 'deliveries', 'notice_preferences'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($policy$
      create policy tenant on %I
        using      (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid))
        with check (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid))$policy$, t);
    execute format('grant select, insert, delete on %I to station_app', t);
    execute format('grant select, delete on %I to station_worker', t);
  end loop;
end
$$;

-- the worker tells messages too: of a webhook that is off, of a day
grant insert on notices, inbox, deliveries to station_worker;
grant update (read_at) on inbox to station_app;
grant update (sealed) on notices to station_worker;
grant update (sealed, old_until, failing_since, off_at, off_why) on webhooks to station_app;
grant update (failing_since, off_at, off_why) on webhooks to station_worker;
grant update (state, due_at, attempt, round, started_at, ended_at, status, digest_id, sealed) on deliveries to station_app, station_worker;
grant update (work, news, quiet, sms, lang, at) on notice_preferences to station_app;

-- Across tenants the worker looks for what is to be done, and takes away what has served its time. It
-- reads a message only inside its tenant, as everybody does; here it needs no words of it, and has no key for them.
create policy counting on notices for select to station_worker using (true);
create policy swept on notices for delete to station_worker using (true);
create policy emptied on notices for update to station_worker using (true) with check (sealed is null);
create policy seen on inbox for select to station_worker using (true);
create policy swept on inbox for delete to station_worker using (true);
create policy open on deliveries for select to station_worker using (true);
