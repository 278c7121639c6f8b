-- siting_shapes.sql: the shapes of some districts.
-- in    :adcodes
-- out   adcode, name, shape as WKB; no row where a district has none
select adcode, name, st_asbinary(geom) as shape
from district
where adcode = any(:adcodes)
order by adcode
