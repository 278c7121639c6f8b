-- job_beat.sql: a process says that it is at its attempts, and hears which are still wanted.
-- in    :owners
-- out   owner of each; no row where the end was asked for, the job is over, or it has another owner
with mine as (
  update job
  set seen_at = now()
  where owner = any(:owners) and status in ('queued', 'running')
  returning owner, cancel_asked
)
select owner from mine where not cancel_asked
