-- station_changes.sql: stations that changed after a publication, tombstones among them.
-- in    :after number of a publication; 0 = all stations
-- out   the columns of station_answer
-- index station_version
select * from station_answer where version > :after and (:after > 0 or not removed)
