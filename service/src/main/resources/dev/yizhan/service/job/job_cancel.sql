-- job_cancel.sql: asks for the end of a job; one that nobody is at, yet or any more, ends at once.
-- in    :id, :lost_after_s
-- out   owner; no row where it is over
update job
set cancel_asked = true,
    status = case
      when status = 'queued' or seen_at < now() - make_interval(secs => :lost_after_s) then 'cancelled'
      else status
    end,
    finished_at = case
      when status = 'queued' or seen_at < now() - make_interval(secs => :lost_after_s) then now()
      else finished_at
    end
where id = :id and status in ('queued', 'running')
returning owner
