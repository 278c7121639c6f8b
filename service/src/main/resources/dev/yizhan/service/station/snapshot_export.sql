-- snapshot_export.sql: what another connection needs to see what this transaction sees, and how much that is.
-- in
-- out   snapshot, stations
select pg_export_snapshot() as snapshot, (select count(*) from station where not removed) as stations
