import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.SampleSolution
import io.github.dataversealm.solution.testkit.Zips

def log = BuildLog.of(basedir)
def lines = new File(basedir, 'build.log').readLines().collect { it.replaceFirst(/^\[INFO\] /, '') }
def shown = { String text -> lines.findAll { it.contains(text) }.collect { "             $it" }.join('\n') }

def before = Zips.texts(new File(basedir, 'exported/ContosoTrips.zip'))
def after = Zips.texts(new File(basedir, 'target/contoso-trips-1.1.0.zip'))
def different = before.keySet().findAll { before[it] != after[it] }
def script = 'WebResources/ctr_/trip/form.js'
def newLines = new File(basedir, "src/main/solution/$script").readLines() - new File(basedir, "target/as-in-dataverse/$script").readLines()

println """What happened in ${basedir}:
  unpack     exported/ContosoTrips.zip and its managed twin -> src/main/solution, ${SampleSolution.list(new File(basedir, 'src/main/solution')).size()} files
  pack       src/main/solution -> target/contoso-trips-1.0.0.zip and its managed twin
  import     into the environment local, which is a folder of this project (.dataverse):
${shown('ContosoTrips 1.0.0.0 (managed): ')}
${shown('ContosoTrips 1.0.0.0: installed')}
  list       ${lines.find { it =~ /^ContosoTrips +Contoso Trips +1\.0\.0\.0 / }}
  change     src/main/solution/$script:
${newLines.collect { "               + ${it.strip()}" }.join('\n')}
  pack       version 1.1.0; ${different.size()} of ${before.size()} entries differ from the exported zip: the script, and the version in solution.xml
  import     once more:
${shown('ContosoTrips 1.1.0.0 (managed): ')}
${shown('ContosoTrips 1.1.0.0: upgraded')}
  list       ${lines.find { it =~ /^ContosoTrips +Contoso Trips +1\.1\.0\.0 / }}
  history    ${lines.find { it.contains('first installation') }}
             ${lines.find { it.contains('upgrade in one step') }}"""

// unpack and pack: only what was changed is different
assert log.has('ContosoTrips 1.0.0.0 (Both): 18 created, 0 changed, 0 deleted, 0 unchanged')
assert after.keySet() == before.keySet()
assert different.size() == 2
assert different.contains('solution.xml') : 'for the version of the project'
assert after['solution.xml'] == before['solution.xml'].replace('<Version>1.0.0.0<', '<Version>1.1.0.0<')
assert different.any { it.startsWith('WebResources/ctr_tripformjs') && after[it].contains('The last day of a trip') }

// import: installed, then upgraded, and the environment says so
assert log.has('ContosoTrips 1.0.0.0 (managed): install. ContosoTrips is not installed.')
assert log.has('ContosoTrips 1.1.0.0 (managed): upgrade. 1.0.0.0 is installed, the zip has 1.1.0.0.')
assert lines.count { it =~ /^ContosoTrips +Contoso Trips +1\.0\.0\.0 +managed / } == 1
assert lines.count { it =~ /^ContosoTrips +Contoso Trips +1\.1\.0\.0 +managed / } == 1
assert lines.count { it.contains('import (first installation)') && it.contains('succeeded') } == 1
assert lines.count { it.contains('import (upgrade in one step)') && it.contains('succeeded') } == 1

// reports for people and for CI
def record = new ObjectMapper().readTree(new File(basedir, 'target/solution/import-local.json'))
assert record.toString().contains('1.1.0.0')
def cases = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-solution-import-local.xml'))
assert cases.@tests.toInteger() > 10 && cases.@failures == '0' && cases.@errors == '0'
assert new File(basedir, 'target/solution/import-local-ContosoTrips.xml').text.contains('<importexportxml')
assert new File(basedir, 'target/solution/trace.log').length() > 0
return true
