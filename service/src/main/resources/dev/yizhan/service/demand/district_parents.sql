-- district_parents.sql: what stands above each district.
-- out   adcode, parent
select adcode, parent from district
