-- job_start.sql: a queued job begins.
-- in    :id, :owner
-- out   id, unless it was cancelled or taken over before
update job
set status = 'running', started_at = now(), seen_at = now()
where id = :id and owner = :owner and status = 'queued' and not cancel_asked
returning id
