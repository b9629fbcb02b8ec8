import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)
assert log.has('solution:unpack')
assert log.has('solution:pack')
assert log.has('User property: solution.zipFile')
assert log.has('User property: solution.pack.skip')
