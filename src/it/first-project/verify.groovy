import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

def installed = new File(localRepositoryPath, 'com/contoso/trips/1.4.2')
def zip = new File(installed, 'trips-1.4.2.zip')
assert zip.isFile() : 'the unmanaged zip is the main artifact when it is alone'
assert !installed.list().any { it.contains('managed') }
assert zip.bytes == new File(basedir, 'target/trips-1.4.2.zip').bytes

def entries = Zips.texts(zip)
assert entries.keySet().containsAll(['solution.xml', 'customizations.xml', '[Content_Types].xml'])
assert entries['solution.xml'].contains('<Version>1.4.2.0</Version>') : 'the version is the project\'s'
assert entries['solution.xml'].contains('<Managed>0</Managed>')
assert entries['customizations.xml'].contains('ctr_Trip')
assert entries.any { it.key.startsWith('WebResources/ctr_tripformjs') && it.value.contains('ContosoTrips') }

assert new File(basedir, 'target/solution/pack.properties').isFile()
assert new File(basedir, 'src/main/solution/Other/Solution.xml').text.contains('<Version>1.0.0.0</Version>') :
    'the sources are not changed'

def log = BuildLog.of(basedir)
assert log.count('Packing src/main/solution') == 2
assert log.count('ContosoTrips 1.4.2.0 (Unmanaged): target/trips-1.4.2.zip, ') == 1
assert log.count('target/trips-1.4.2.zip is up to date, nothing has changed') == 1

// what lies beside components for the check is no part of the solution, and what nothing needs is told
assert !entries.any { it.key.contains('dataverse-check') || it.value.contains('nothing does that any more') }
assert log.hasNot('Files in folders of components that belong to no component')
assert log.has('No finding needs the suppression web-avoid-eval in trip/*.js'
    + ' (WebResources/ctr_/dataverse-check-suppressions.json:2): remove it.')
assert log.has('A finding of the baseline is gone: web-use-async in Web resource ctr_/trip/form.js')
assert !new File(basedir, 'dataverse-check-baseline.json').text.contains('mended long ago')
