import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)
def lines = new File(basedir, 'build.log').readLines()
def json = new ObjectMapper()

// the rehearsal in the project: what there is, what was before and where it is, what goes, the ways, and the command
assert log.has('ContosoTrips: 1.5.0.0 (managed) is installed')
assert log.has('Back to: 1.4.1.0 (the version before, by the solution history)')
assert log.has('Its zip: com.contoso.rollback:trips:1.4.1 from the Maven repository')
assert log.has("web resource 'Budget' (ctr_/trip/budget.js)")
assert lines.any { it =~ /update +yes +1\.4\.1\.0 +nothing +all data, and 1 component that only 1\.5\.0\.0 has/ }
assert lines.any { it =~ /republish <- +yes +1\.5\.0\.1 +1 component / }
assert lines.any { it =~ /discard +no: no upgrade is staged/ }
def command = 'mvn solution:rollback -Denv=local -Dsolution.name=ContosoTrips -Dsolution.from=1.5.0.0 -Dsolution.to=1.4.1.0 -Dsolution.way=republish'
assert log.has("Nothing was changed. To do what stands above: $command -Dsolution.settingsFile=")
assert lines.any { it.contains(command) && it.endsWith('-Dsolution.confirm=local') }

// the same in the folder of the release set
def ofSet = lines.subList(lines.findIndexOf { it.contains('Building set 7') } + 1, lines.size()).takeWhile { !it.contains('Building ') }
assert ofSet.any { it.contains('[local]   Its zip: com.contoso.rollback:trips:1.4.1 from the Maven repository') }
assert ofSet.any { it.contains(command) }

// done, listed, and done already
assert log.has('local has ContosoTrips 1.5.0.1, with the content of 1.4.1.0.')
assert lines.any { it =~ /^\[INFO\] ContosoTrips .* 1\.5\.0\.1 +managed/ }
assert log.has('It is done: 1.5.0.1 has the content of 1.4.1.0: a rollback has published it so.')
def record = json.readTree(new File(basedir, '1.5.0/target/solution/rollback-local.json')).get('solutions').get(0)
assert [record.get('state'), record.get('way'), record.get('from'), record.get('to'), record.get('installedAfterwards')]*.asText() ==
        ['done', 'republish', '1.5.0.0', '1.4.1.0', '1.5.0.1']
assert record.get('losses').collect { it.asText() } == ["web resource 'Budget' (ctr_/trip/budget.js)"]

// with a zip alone, in place
assert log.has('Both versions have the same components.')
assert log.has('local has ContosoTrips 1.4.1.0.')
def history = json.readTree(new File(basedir, 'history.json'))
assert history.collect { it.get('version').asText() } == ['1.4.1.0', '1.5.0.1', '1.5.0.0', '1.4.1.0']
assert history.collect { it.get('subOperation').asText() } == ['update', 'upgrade in one step', 'upgrade in one step', 'first installation']

// with an artifact alone, which is there already
assert log.has('Version 1.4.1.0 is installed: there is nothing to go back from.')
assert log.has('There is nothing to be rolled back.')

// another environment is confirmed
assert log.has("'prod' is confirmed, and the environment is 'local'. Nothing was changed.")
assert log.hasNoStackTrace()
return true
