import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.SampleSolution

def log = BuildLog.of(basedir)

// no-sources
assert log.has("src${File.separator}main${File.separator}solution: ")
// unknown-type
assert log.has("The parameter 'packageType' does not know the value 'Unmangaged'.")
assert log.has('Use one of: Unmanaged, Managed, Both. For example: -Dsolution.packageType=Unmanaged')
// unknown-word
assert log.failure('unknown-word').contains("The parameter 'versionCheck' does not know the value 'sometimes'.")
// later-layout
assert log.has("The layout 'yaml' is not supported yet.")
// no-time
assert log.has("project.build.outputTimestamp: 'yesterday' is no time.")
// unnamed-zip
assert log.has('No solution zip is named.')
assert log.has('Name the zip to unpack: mvn solution:unpack -Dsolution.zipFile=ContosoTrips.zip')
// no-zip, other-type, missing-zip
assert log.has('no-zip.zip: ')
assert log.has('trips.zip: ')
assert log.has('missing.zip: ')
// bad-xml
assert log.has('Trip Requester.xml')
// missing-component
assert log.has('ctr_tripstatus')
// unsound
assert log.failure('unsound').contains('The check of ContosoTrips failed: 1 finding of severity High or higher.')
assert log.has('Entities/ctr_Trip/Entity.xml:2:1 Table ctr_Trip: No column of the table has PrimaryName in its DisplayMask.')
assert new File(basedir, 'unsound/target/solution/metadata.json').text.contains('"not-checked"')
assert !new File(localRepositoryPath, 'com/contoso/unsound').exists()
// unknown-flag, unprotected, no-number
assert log.failure('unknown-flag').contains("The parameter 'includeSystemSolutions' does not know the value 'ja'. Nothing was done.")
assert log.failure('unprotected').contains("The environment 'prod' has <production>yes</production>, which is neither true nor false.")
assert log.failure('no-number').contains("The parameter 'connectTimeout' is -1. Nothing was done.")
assert log.has('Use a number from 1 to 86400: -Dsolution.connectTimeout=30')
assert !new File(basedir, '.dataverse').exists()

def modules = basedir.listFiles().findAll { new File(it, 'pom.xml').isFile() }
assert modules.size() == 15
modules.each {
    assert log.count("Failed to execute goal io.github.dataversealm:solution-maven-plugin") >= 15
    assert log.has("on project ${it.name}: ")
    assert SampleSolution.list(it).findAll { file -> file.startsWith('target/') && file.endsWith('.zip') } == (it.name == 'unsound' ? ['target/unsound-1.4.2.zip'] : [])
}
assert log.hasNoStackTrace()
['unnamed-zip', 'no-zip', 'other-type', 'missing-zip'].each {
    assert !new File(basedir, "$it/src").exists() : 'a refused zip leaves nothing behind'
}
return true
