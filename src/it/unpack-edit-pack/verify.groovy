import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.SampleSolution
import io.github.dataversealm.solution.testkit.Zips

def before = Zips.texts(new File(basedir, 'exported/ContosoTrips.zip'))
def after = Zips.texts(new File(basedir, 'target/contoso-trips-1.1.0.zip'))
def different = before.keySet().findAll { before[it] != after[it] }
def script = 'WebResources/ctr_/trip/form.js'
def newLines = new File(basedir, "src/main/solution/$script").readLines() - new File(basedir, "target/as-in-dataverse/$script").readLines()

println """What happened in ${basedir}:
  unpack   exported/ContosoTrips.zip, ${before.size()} entries -> src/main/solution, ${SampleSolution.list(new File(basedir, 'src/main/solution')).size()} files
  change   src/main/solution/$script:
${newLines.collect { "             + ${it.strip()}" }.join('\n')}
  pack     src/main/solution -> target/contoso-trips-1.1.0.zip, ${after.size()} entries
  compare  ${different.size()} entries of the new zip are different from the exported one:
${different.collect { "             $it" + (it == 'solution.xml' ? '  (the version is now that of the project, 1.1.0.0)' : '  (the changed script)') }.join('\n')}
           the other ${before.size() - different.size()} are the same"""

assert after.keySet() == before.keySet()
assert different.size() == 2
assert different.contains('solution.xml') : 'for the version of the project'
assert after['solution.xml'] == before['solution.xml'].replace('<Version>1.0.0.0<', '<Version>1.1.0.0<')
assert different.any { it.startsWith('WebResources/ctr_tripformjs') && after[it].contains('The last day of a trip') }

assert BuildLog.of(basedir).has('ContosoTrips 1.0.0.0 (Unmanaged): 15 created, 0 changed, 0 deleted, 0 unchanged')
