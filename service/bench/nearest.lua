-- Asks from one place after another; ARGS: the file of places, the path with its question so far.
local places, at
function init(args)
  places = dofile(args[1])
  path = args[2]
  at = math.random(#places)
end
function request()
  at = at % #places + 1
  return wrk.format('GET', path .. places[at])
end
function response(status)
  if status ~= 200 then failed = (failed or 0) + 1 end
end
function done(summary, latency)
  io.write(string.format('RESULT %d %d %.1f %.1f %.1f %d\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
