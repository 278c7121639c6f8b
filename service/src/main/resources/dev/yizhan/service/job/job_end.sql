-- job_end.sql: how a job ended, if it is still that owner's.
-- in    :id, :owner, :status, :result or null, :failure or null
-- out   nothing
update job
set status = :status, result = :result, failure = :failure, finished_at = now(), seen_at = now()
where id = :id and owner = :owner and status = 'running'
