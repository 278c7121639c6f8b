-- snapshot_extent.sql: how many stations a reader lacks, and what another connection needs to see what this one sees.
-- in    :after number of a publication; 0 = all stations
-- out   stations, snapshot
-- index station_version
select
  pg_export_snapshot() as snapshot,
  (select count(*) from station where version > :after and (:after > 0 or not removed)) as stations
