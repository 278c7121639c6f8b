-- job_by_id.sql: one job, told to be lost where its owner is not seen any more.
-- in    :id, :lost_after_s
-- out   the job; no row where there is none
select
  id, kind, question, dataset_version, stage, gap, cancel_asked, owner, seen_at, asked_at, started_at, finished_at, result, failure,
  case
    when status in ('queued', 'running') and seen_at < now() - make_interval(secs => :lost_after_s) then 'lost'
    else status
  end as status
from job
where id = :id
