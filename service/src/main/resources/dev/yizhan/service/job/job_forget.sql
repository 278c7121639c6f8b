-- job_forget.sql: forgets jobs that ended long ago.
-- in    :keep_s
-- out   nothing
delete from job where finished_at < now() - make_interval(secs => :keep_s)
