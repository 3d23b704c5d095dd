-- Names and addresses of people are sealed by the installation's key (ADR 10): a person may belong to several companies, and the
-- address is looked for before any is known, so by a blind index. The plain columns are emptied at the next start, and go in a later migration.
alter table logins
  add column email_sealed bytea,
  add column email_mark   text unique, -- null = the login was emptied
  add column name_sealed  bytea;
alter table logins alter column email drop not null;
alter table logins alter column name drop not null;
create index logins_unsealed on logins (person_id) where email is not null;
grant update (email_sealed, email_mark, name_sealed) on logins to station_app;

alter table invitations
  add column email_sealed bytea,
  add column email_mark   text; -- as that of logins
alter table invitations alter column email drop not null;
create index invitations_unsealed on invitations (id) where email is not null;
create index on invitations (email_mark) where accepted_at is null and revoked_at is null;
grant update (email, email_sealed, email_mark) on invitations to station_app;

alter table links add column email_sealed bytea;
create index links_unsealed on links (token_hash) where email is not null;

-- Rooms keep who did something by id, and ask accounts for the names.
drop view people;
