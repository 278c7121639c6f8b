-- catalogue.sql: the words that filters may use, with what stands above each district.
-- out  kind network | tier | amenity | district, code, parent (of a district)
select 'network' as kind, code, null as parent from network
union all
select distinct 'tier', code, null from tier
union all
select 'amenity', code, null from amenity
union all
select 'district', adcode, parent from district
