-- coverage_shapes.sql: the shapes of some districts.
-- in    :adcodes text[]
-- out   adcode, version of the row, name, level, shape as WKB; no row for a district without a shape
-- index district_pkey
select adcode, version, name, level, st_asbinary(geom) as shape
from district
where adcode = any(:adcodes)
order by adcode
