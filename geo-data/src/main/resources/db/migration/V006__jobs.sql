-- Long work and what became of it. The id is made from the question and from what it was answered on, so that the same
-- question finds the same answer, from any replica and after a restart.
create table job (
  id              text primary key check (id ~ '^[0-9a-f]{32}$'),
  kind            text not null check (kind ~ '^[a-z][a-z-]{0,31}$'),
  question        text not null,
  dataset_version text not null,
  status          text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  owner           text not null,
  seen_at         timestamptz not null default now(),
  cancel_asked    boolean not null default false,
  stage           text,
  gap             double precision,
  asked_at        timestamptz not null default now(),
  started_at      timestamptz,
  finished_at     timestamptz,
  result          text,
  failure         text
);
comment on column job.question is 'JSON, as it was understood: with every default written out';
comment on column job.owner is 'the process that works on it';
comment on column job.seen_at is 'when the owner last said that it is at it; a queued or running job that is not seen is lost';
comment on column job.gap is 'distance of bound and value relative to the value, where a search knows both';
comment on column job.result is 'JSON, byte for byte as it is answered; null until the job is done';
comment on column job.failure is 'words for the client, where the status is failed';
create index job_open on job (owner) where status in ('queued', 'running');
create index job_finished on job (finished_at);
