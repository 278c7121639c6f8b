-- job_progress.sql: where a job is.
-- in    :id, :owner, :stage, :gap or null
-- out   nothing
update job
set stage = :stage, gap = :gap, seen_at = now()
where id = :id and owner = :owner and status = 'running'
