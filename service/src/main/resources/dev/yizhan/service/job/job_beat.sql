-- job_beat.sql: a process says that it is at its jobs, and hears which to give up.
-- in    :owner
-- out   id of each job whose end was asked for
with mine as (
  update job
  set seen_at = now()
  where owner = :owner and status in ('queued', 'running')
  returning id, cancel_asked
)
select id from mine where cancel_asked
