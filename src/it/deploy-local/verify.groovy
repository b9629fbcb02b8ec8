import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)
def lines = new File(basedir, 'build.log').readLines()

// without an environment: one line for each solution, and nothing else
assert log.count('Nothing to do: no environment is chosen (-Denv=test would choose the environment test).') == 2
def nothing = lines.findIndexOf { it.contains('Nothing to do: no environment is chosen') }
def first = lines.findIndexOf { it.contains('Importing ') }
assert first > nothing

// with one: the base first, because the extension needs its table
['base', 'extension'].each {
    assert new File(basedir, "target/company repository/com/contoso/$it/1.4.2/$it-1.4.2.zip").isFile()
}
assert log.has('ContosoTrips 1.4.2.0 (managed): install. ContosoTrips is not installed.')
assert log.has('ContosoTripTypes 1.4.2.0 (managed): install. ContosoTripTypes is not installed.')
assert lines.findIndexOf { it.contains('ContosoTrips 1.4.2.0: installed') } < lines.findIndexOf { it.contains('ContosoTripTypes 1.4.2.0 (managed): install.') }

// typed directly: once for all modules, and nothing is imported twice
assert log.has('Importing ContosoTrips 1.4.2.0 (managed), ContosoTripTypes 1.4.2.0 (managed) into local')
assert log.count('ContosoTrips 1.4.2.0 (managed): skip.') == 1
assert log.count('ContosoTripTypes 1.4.2.0 (managed): skip.') == 1
def history = new ObjectMapper().readTree(new File(basedir, 'target/history.json'))
assert history.size() == 2
assert history.collect { it.get('solution').asText() } == ['ContosoTripTypes', 'ContosoTrips']
assert new File(basedir, '.dataverse/store.mv').isFile() : 'one local environment for all modules'
assert !new File(basedir, 'base/.dataverse').exists()

// reports of each module
['base': 'ContosoTrips', 'extension': 'ContosoTripTypes'].each { module, solution ->
    def record = new ObjectMapper().readTree(new File(basedir, "$module/target/solution/import-local.json"))
    assert record.toString().contains(solution)
    assert new File(basedir, "$module/target/surefire-reports/TEST-solution-import-local.xml").text.contains(solution)
}
assert log.hasNot('not marked as thread-safe')
assert log.hasNot('not marked @threadSafe')
return true
