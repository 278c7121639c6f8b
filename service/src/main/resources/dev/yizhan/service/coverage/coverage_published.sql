-- coverage_published.sql: when a publication was made.
-- in    :version
-- out   published_at
-- index publication_version_key
select published_at from publication where version = :version
