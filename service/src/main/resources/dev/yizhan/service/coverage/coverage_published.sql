-- coverage_published.sql: when a publication was made.
-- in    :number
-- out   published_at
select published_at from publication where number = :number
