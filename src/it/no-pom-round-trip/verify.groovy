import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.SampleSolution

def log = BuildLog.of(basedir)
assert log.has('Unpacking first.zip to src')
assert log.has('ContosoTrips 1.0.0.0 (Unmanaged): 15 created, 0 changed, 0 deleted, 0 unchanged')
assert log.has('ContosoTrips 1.0.0.0 (Unmanaged): 0 created, 1 changed, 0 deleted, 14 unchanged')
assert log.has('ContosoTrips 1.0.0.0 (Unmanaged): ContosoTrips.zip, ') : 'without a pom the solution names the zip'

assert new File(basedir, 'ContosoTrips.zip').bytes == new File(basedir, 'second.zip').bytes
def files = SampleSolution.list(new File(basedir, 'src'))
assert files == SampleSolution.list(new File(basedir, 'prepared'))
files.each { assert new File(basedir, "src/$it").bytes == new File(basedir, "prepared/$it").bytes : it }
assert !new File(basedir, 'target').exists()
