-- coverage_shape.sql: the shape of one district.
-- in    :adcode
-- out   adcode, name, level, shape as WKB; no row where no district has it
select adcode, name, level, st_asbinary(geom) as shape
from district
where adcode = :adcode
