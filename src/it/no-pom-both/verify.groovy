import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

assert Zips.texts(new File(basedir, 'out/trips.zip'))['solution.xml'].contains('<Managed>0</Managed>')
assert Zips.texts(new File(basedir, 'out/trips_managed.zip'))['solution.xml'].contains('<Managed>1</Managed>')
assert new File(basedir, 'again/Other/Solution.xml').text.contains('<Managed>2</Managed>')
assert new File(basedir, 'again/AppModules/ctr_ContosoTrips/AppModule_managed.xml').isFile()

assert !new File(basedir, 'rehearsal').exists()
def log = BuildLog.of(basedir)
assert log.has('ContosoTrips 1.0.0.0 (Both): would be ')
assert log.has('Nothing was written, because solution.allowWrite is false.')
