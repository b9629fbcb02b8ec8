import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)

// the first project
assert log.has('ContosoTrips 1.0.0.0 (Both): 18 created, 0 changed, 0 deleted, 0 unchanged')
assert new File(basedir, 'target/solution/check.html').isFile() : 'verify checks'
assert log.has('Solution ContosoTrips has 1 environment variable and 1 connection reference')
assert log.has('[local] ContosoTrips 1.0.0.0 (managed): install. ContosoTrips is not installed.')
assert log.has('[dev] ContosoTrips 1.0.0.0 (unmanaged): install. ContosoTrips is not installed.')
assert log.has('[test] ContosoTrips 1.0.0.0 (managed): install. ContosoTrips is not installed.')

assert log.has('[test] ContosoTrips 1.0.0.0 (managed): skip.') : 'it is there already'

// a snapshot has the number of the build, a release none
assert log.has('[int] ContosoTrips 1.4.2.7 (managed): install. ContosoTrips is not installed.')
assert log.has('[test] ContosoTrips 1.4.2.0 (managed): upgrade. 1.0.0.0 is installed, the zip has 1.4.2.0.')
assert new File(basedir, 'company repository/com/contoso/guide/trips/1.4.2/trips-1.4.2.zip').isFile()

// what was planned was done
def plan = new File(basedir, 'target/solution/plan.json')
assert plan.isFile()
def record = new ObjectMapper().readTree(new File(basedir, 'target/solution/import-prod.json'))
assert record.toString().contains('1.4.2.0')
assert log.has('[prod] ContosoTrips 1.4.2.0: installed')

// and taken back: first said, then done
def command = 'mvn solution:rollback -Denv=prod -Dsolution.name=ContosoTrips -Dsolution.from=1.5.0.0 -Dsolution.to=1.4.2.0 -Dsolution.way=update -Dsolution.confirm=prod'
assert log.has('[prod] ContosoTrips 1.5.0.0 (managed): upgrade. 1.4.2.0 is installed, the zip has 1.5.0.0.')
assert log.has("Nothing was changed. To do what stands above: $command")
def lines = new File(basedir, 'build.log').readLines()
assert lines.any { it =~ /ContosoTrips +Contoso Trips +1\.4\.2\.0 +managed / } : 'the list says so'
return true
