-- job_cancel.sql: asks for the end of a job; one that nobody is at any more ends at once.
-- in    :id, :lost_after_s
-- out   nothing
update job
set cancel_asked = true,
    status = case when seen_at < now() - make_interval(secs => :lost_after_s) then 'cancelled' else status end,
    finished_at = case when seen_at < now() - make_interval(secs => :lost_after_s) then now() else finished_at end
where id = :id and status in ('queued', 'running')
