-- station_count.sql: how many stations a snapshot has to hold.
-- in
-- out   stations
select count(*) as stations from station where not removed
