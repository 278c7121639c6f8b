-- job_ask.sql: enters a job, anew where the one of that id failed, is cancelled or being cancelled, or is lost.
-- in    :id, :kind, :question, :dataset_version, :owner, :lost_after_s
-- out   id where the asker has to do it; no row where it is queued, running or done already
insert into job (id, kind, question, dataset_version, status, owner)
values (:id, :kind, :question, :dataset_version, 'queued', :owner)
on conflict (id) do update
set status = 'queued', owner = excluded.owner, seen_at = now(), cancel_asked = false, stage = null, gap = null,
    asked_at = now(), started_at = null, finished_at = null, result = null, failure = null
where job.status in ('failed', 'cancelled')
   or (job.status in ('queued', 'running')
       and (job.cancel_asked or job.seen_at < now() - make_interval(secs => :lost_after_s)))
returning id
