import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.artifact.Sha256
import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)
def json = new ObjectMapper()
def published = { artifact, file -> new File(basedir, "company repository/com/contoso/machines/$artifact/1.4.2/$artifact-1.4.2$file") }
def downloaded = { artifact, file -> new File(basedir, "other machine/repository/com/contoso/machines/$artifact/1.4.2/$artifact-1.4.2$file") }
def rebuilt = { artifact, file -> new File(basedir, "rebuilt/$artifact/target/$artifact-1.4.2$file") }
def sha256 = { File file -> Sha256.of(file.toPath()) }

// the second build of the commit, and what came to the other machine, are the published bytes
['_managed.zip': '.zip', '.zip': '-unmanaged.zip'].each { packed, file ->
    assert rebuilt('base', packed).bytes == published('base', file).bytes
    assert rebuilt('base', packed).bytes == downloaded('base', file).bytes
}
assert rebuilt('extension', '_managed.zip').bytes == downloaded('extension', '.zip').bytes
['base', 'extension'].each {
    assert new File(basedir, "rebuilt/$it/target/solution/metadata.json").bytes == published(it, '-metadata.json').bytes
    assert json.readTree(published(it, '-build.json')).get('files').get(0).get('sha256').asText() == sha256(published(it, '.zip'))
    assert json.readTree(published(it, '-build.json')).has('maven')
}

// what the metadata says
def base = json.readTree(published('base', '-metadata.json'))
assert base.get('files').collect { [it.path('classifier').asText(), it.get('managed').asBoolean(), it.get('sha256').asText()] } == [
        ['', true, sha256(published('base', '.zip'))], ['unmanaged', false, sha256(published('base', '-unmanaged.zip'))]]
assert base.get('files').every { it.get('check').get('state').asText() == 'passed' && it.get('check').get('rules').asInt() > 50 }
assert base.get('provenance').get('revision').asText() == '4b825dc6' * 5
assert base.get('provenance').get('repository').asText() == 'https://git.contoso.test/trips'
assert base.get('provenance').get('outputTimestamp').asText() == '2026-11-23T10:15:30Z'
assert base.get('provenance').get('builder').asText().startsWith('io.github.dataversealm:solution-maven-plugin:')
def extension = json.readTree(published('extension', '-metadata.json'))
assert extension.get('dependencies').toString() == '[{"groupId":"com.contoso.machines","artifactId":"base","version":"1.4.2","solution":"ContosoTrips"}]'
assert extension.get('requirements').toString() == '[{"solution":"ContosoTrips","version":"1.4.2.0"}]'

// without a pom: settings, check and import of one artifact
assert log.has('local.json has all entries; nothing was changed')
assert log.has('ContosoTrips 1.4.2.0 (unmanaged): install. ContosoTrips is not installed.')
def imported = { File record -> json.readTree(record).get('solutions').collect { [it.get('solution').asText(), it.get('sha256').asText(), it.get('state').asText()] } }
assert imported(new File(basedir, 'target/solution/import-local.json')) == [['ContosoTrips', sha256(rebuilt('base', '.zip')), 'done']]

// the set that a pom lists, in the order of its needs
assert log.has('Importing ContosoTrips 1.4.2.0 (managed), ContosoTripTypes 1.4.2.0 (managed) into local')
assert imported(new File(basedir, 'release/target/solution/import-local.json')).collect { it[0, 1] } == [
        ['ContosoTrips', sha256(rebuilt('base', '_managed.zip'))], ['ContosoTripTypes', sha256(rebuilt('extension', '_managed.zip'))]]

// what is refused, each with its reason and what to do
def refused = { module, String... texts ->
    def failure = log.failure(module)
    texts.each { assert failure.contains(it) : "$module: $failure" }
}
refused('absent', 'com.contoso.machines:absent:1.0 was not found', 'company (file:', 'mvn deploy')
refused('absent-classifier', 'extension:1.4.2:unmanaged was not found', 'the classifier unmanaged only where both zips are packed')
refused('tampered', 'it is not the zip that was packed', sha256(new File(basedir, 'changed.zip')), 'Nothing was sent')
refused('unlisted', 'the metadata does not list it, but only unlisted-1.0.zip')
refused('exchanged', 'the metadata of com.contoso.machines:exchanged:1.0 is that of com.contoso.machines:plain:1.0')
refused('renamed', 'it is the solution ContosoTrips, and the metadata says ContosoTours')
refused('damaged', 'com.contoso.machines:damaged:1.0 was not taken, because its checksum is wrong or missing')
refused('unsigned', 'com.contoso.machines:unsigned:1.0 was not taken, because its checksum is wrong or missing')
refused('range', "'[1.0,2.0)'", 'can mean another version tomorrow')
refused('required', 'com.contoso.machines:plain:1.0 has no metadata')
refused('downgraded', 'com.contoso.machines:downgraded:1.0 has no metadata, and its earlier version 0.9 has', '-Dsolution.verifyArtifacts=present')
// written down or not, "on" means the same in production
refused('production', 'com.contoso.machines:plain:1.0 has no metadata', 'local is a production environment')
assert log.has('com.contoso.machines:downgraded:1.0 has no metadata, and its earlier version 0.9 has: its zip is taken without being verified.')
['fine', 'plain', 'present'].each { module -> assert log.hasNot("on project $module:") : module }
assert log.hasNoStackTrace()
return true
