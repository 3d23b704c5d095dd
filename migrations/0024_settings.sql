-- What a station sets for itself beyond its name.

-- How its messages leave and who answers questions, where it is not as the server's settings say: own holds what is no secret,
-- sealed the secrets under the station's key, set_at when each of them was given. A row without own is as the server says.
create table connections (
  station_id uuid not null,
  kind       text not null check (kind in ('mail', 'sms', 'model', 'webhooks')),
  own        jsonb,
  sealed     bytea,
  set_at     jsonb not null default '{}',
  rev        bigint not null,
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (station_id, kind),
  check (own is not null or sealed is null)
);

-- A year's notice of holidays that was published after this program, as the station's administrator entered it, and single days
-- that are off or worked on, with the reason. Only the room calendar writes here.
create table calendar_years (
  station_id uuid not null,
  year       integer not null check (year between 2023 and 2100),
  title      text not null,
  source     text not null,
  dated      date not null,
  rows       jsonb not null,
  rev        bigint not null,
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (station_id, year)
);
create table calendar_days (
  station_id uuid not null,
  day        date not null,
  works      boolean not null,
  reason     text not null,
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (station_id, day)
);

do $$
declare
  t text;
begin
  foreach t in array array['connections', 'calendar_years', 'calendar_days'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($policy$
      create policy tenant on %I
        using      (station_id = nullif(current_setting('app.station', true), '')::uuid)
        with check (station_id = nullif(current_setting('app.station', true), '')::uuid)$policy$, t);
    execute format('grant select, insert on %I to station_app', t);
  end loop;
end
$$;
grant update (own, sealed, set_at, rev, person_id, at) on connections to station_app;
grant update (title, source, dated, rows, rev, person_id, at), delete on calendar_years to station_app;
grant update (works, reason, person_id, at), delete on calendar_days to station_app;

-- settings_rev rises with each change of what a station sets for itself, so that every node reads it anew. The logo is a file
-- of the station; its digest names it in an address that is kept by browsers.
alter table stations add column settings_rev bigint not null default 0;
alter table stations add column logo_id uuid;
alter table stations add column logo_digest text not null default '' check (logo_digest ~ '^[0-9a-f]{0,64}$');
alter table stations add column logo_type text not null default '';
grant update (settings_rev, logo_id, logo_digest, logo_type) on stations to station_app;

-- Which station serves a tenant, for rooms that may not know of companies: a station serves itself.
create view tenants_served with (security_invoker = true) as
  select id as tenant_id, station_id from companies union all select id, id from stations;
grant select on tenants_served to station_app, station_worker;
