import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)
def separator = File.separator

// 1: no source folder
assert log.has("src${separator}main${separator}solution: ")
// 2: a value that is none
assert log.has("The parameter 'packageType' does not know the value 'Unmangaged'.")
assert log.has('Use one of: Unmanaged, Managed, Both. For example: -Dsolution.packageType=Unmanaged')
// 3: a layout that is to come
assert log.has("The layout 'yaml' is not supported yet.")
// 4: no zip named
assert log.has('No solution zip is named.')
assert log.has('Name the zip to unpack: mvn solution:unpack -Dsolution.zipFile=ContosoTrips.zip')
// 5, 6, 7: zips that cannot be unpacked
assert log.has('no-zip.zip: ')
assert log.has('trips.zip: ')
assert log.has('missing.zip: ')
// 8: a time that is none
assert log.has("project.build.outputTimestamp: 'yesterday' is no time.")

assert log.count('BUILD FAILURE') == 8
assert log.hasNoStackTrace()
assert log.hasNot('UnsupportedOperationException')
assert !new File(basedir, 'src').exists() : 'a refused zip leaves nothing behind'
assert !new File(basedir, 'target').exists() || !new File(basedir, 'target').list().any { it.endsWith('.zip') }
