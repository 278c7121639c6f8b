-- Asks from one place after another; ARGS: the file of places, the path with its question so far, and how a place
-- is put: `lon-lat` as lon=…&lat=…, `point` as +lat+lon in Tile38's words; then, if clients are to rest between two
-- questions, for how many milliseconds on average.
local places, at
function init(args)
  places = dofile(args[1])
  local path = args[2]
  for i, place in ipairs(places) do
    local lon, lat = place:match('lon=([^&]+)&lat=(.+)')
    places[i] = wrk.format('GET', path .. (args[3] == 'point' and '+' .. lat .. '+' .. lon or place))
  end
  at = math.random(#places)
  local rest = tonumber(args[4] or 0)
  if rest > 0 then
    function delay()
      return math.random(1, 2 * rest - 1)
    end
  end
end
function request()
  at = at % #places + 1
  return places[at]
end
function done(summary, latency)
  io.write(string.format('RESULT %d %d %.1f %.1f %.1f %d %d\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), summary.bytes,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
