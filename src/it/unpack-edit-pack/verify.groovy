import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

def before = Zips.texts(new File(basedir, 'exported/ContosoTrips.zip'))
def after = Zips.texts(new File(basedir, 'target/contoso-trips-1.1.0.zip'))
def changed = before.keySet().findAll { before[it] != after[it] }

println "The zip that was exported has ${before.size()} entries, the new one has ${after.size()}."
println "Different: ${changed.join(', ')}"

assert after.keySet() == before.keySet()
assert changed.size() == 2
assert changed.contains('solution.xml') : 'for the version of the project'
assert after['solution.xml'] == before['solution.xml'].replace('<Version>1.0.0.0<', '<Version>1.1.0.0<')
assert changed.any { it.startsWith('WebResources/ctr_tripformjs') && after[it].contains('The last day of a trip') }

assert BuildLog.of(basedir).has('ContosoTrips 1.0.0.0 (Unmanaged): 15 created, 0 changed, 0 deleted, 0 unchanged')
