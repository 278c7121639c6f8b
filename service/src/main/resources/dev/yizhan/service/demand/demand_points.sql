-- demand_points.sql: all demand, that of a district together.
-- out   dataset, source_id, lon, lat (degrees), weight, hourly: 24 weights or null, district: adcode or null
select dataset, source_id, st_x(location) as lon, st_y(location) as lat, weight, hourly, district
from demand_point
where not removed
order by dataset, district, source_id collate "C"
