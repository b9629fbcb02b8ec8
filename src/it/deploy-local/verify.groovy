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
// both in one import, when the last module with an import was built, which skips its own
assert log.count('Imported with the other modules, when the last of them is built (1 of 3).') == 1
assert log.count('Imported with the other modules, when the last of them is built (2 of 3).') == 1
def skipped = lines.findLastIndexOf { it.contains('Skipped, because solution.import.skip is set.') }
assert lines.findIndexOf { it.contains('] Importing ') } == skipped + 1
assert log.count('Importing ') == 3 : 'once by the life cycle, twice typed directly'
assert log.has('ContosoTrips 1.4.2.0 (managed): install. ContosoTrips is not installed.')
assert log.has('ContosoTripTypes 1.4.2.0 (managed): install. ContosoTripTypes is not installed.')

// typed directly: once for all modules, and nothing is imported twice
assert log.count('Importing ContosoTrips 1.4.2.0 (managed), ContosoTripTypes 1.4.2.0 (managed) into local') == 3
['ContosoTrips', 'ContosoTripTypes'].each {
    assert log.count(it + ' 1.4.2.0 (managed): skip.') == 3 : 'in the second import, the plan and the third import'
}
// ... where the zips are others, and both say so
assert lines.count { it.startsWith('[WARNING]') && it.contains('Its content is not that of this zip') && it.contains('This zip is not imported.') } == 4
def history = new ObjectMapper().readTree(new File(basedir, 'target/history.json'))
assert history.size() == 2
assert history.collect { it.get('solution').asText() } == ['ContosoTripTypes', 'ContosoTrips']
assert new File(basedir, '.dataverse/store.mv').isFile() : 'one local environment for all modules'
assert !new File(basedir, 'base/.dataverse').exists()

// one report of both, in the folder that Maven was started in
def record = new ObjectMapper().readTree(new File(basedir, 'target/solution/import-local.json')).toString()
def cases = new File(basedir, 'target/surefire-reports/TEST-solution-import-local.xml').text
['ContosoTrips', 'ContosoTripTypes'].each {
    assert record.contains(it)
    assert cases.contains(it)
}

// which of them no commit has
if (new File(basedir, '.git').exists()) {
    def changes = { new ObjectMapper().readTree(new File(basedir, "$it/target/solution/metadata.json")).get('provenance').get('uncommittedChanges').asBoolean() }
    assert !changes('base') && changes('extension')
    assert log.has('The release com.contoso:extension:1.4.2 is published from sources with changes that are not committed (extension/src/main/solution/Other/Solution.xml)')
    assert log.hasNot('The release com.contoso:base:1.4.2 is published from sources with changes')
}
assert log.hasNot('not marked as thread-safe')
assert log.hasNot('not marked @threadSafe')
return true
