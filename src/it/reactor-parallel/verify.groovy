import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.TypedMaven
import io.github.dataversealm.solution.testkit.Zips

// The consumer took the zips that its siblings had just packed: nothing was installed when it did so first.
['base', 'extension', 'addon'].each {
    assert new File(basedir, "consumer/target/dependency/$it-1.4.2.zip").bytes == new File(basedir, "$it/target/$it-1.4.2_managed.zip").bytes
}
def extension = new File(basedir, 'consumer/target/dependency/extension-1.4.2.zip')
assert Zips.texts(extension)['solution.xml'].contains('<UniqueName>ContosoExtension</UniqueName>')

def log = BuildLog.of(basedir)
assert log.hasNot('not marked as thread-safe')
assert log.hasNot('not marked @threadSafe')
def lines = new File(basedir, 'build.log').readLines()
def first = { String text ->
    def found = lines.findIndexOf { it.contains(text) }
    assert found >= 0 : text
    found
}

// One import could not be begun: the one before it was not begun either, and what waits is said at the end.
assert first('there is no list of this name in deployment settings') < first('] Importing ')
assert log.has('These modules wait for their import: addon, base, extension into local.')
assert log.has('When the cause is mended, go on with -rf :extension, which imports them, too.')
assert log.has('By themselves: mvn solution:import -Denv=local -pl :addon,:base,:extension')

// Behind the last import nothing would be imported, and the build would end well.
assert log.has('No module of this build imports, and these wait for their import, because an earlier build failed: ')
assert log.has('Go on at a module that imports, which then imports them all: -rf :extension')

// Each as its own pom.xml says, in the order of their needs.
assert log.has('Built before, and imported with the modules of this build: addon, base')
assert log.has('The modules are imported in 3 steps, because their options differ: base; then extension; then addon')
def imported = lines.findAll { it.contains('] Importing ') }.collect { it.substring(it.indexOf('Importing ')) }
assert imported == ['Base', 'Extension', 'Addon'].collect { "Importing Contoso$it 1.4.2.0 (managed) into local".toString() }
assert log.count(': installed in ') == 3
['base', 'extension', 'addon'].each { assert !new File(basedir, "$it/target/solution/waiting.properties").exists() }

// Maven 4 goes on with what is left, and so does the import.
if (mavenVersion.startsWith('4')) {
    def maven = TypedMaven.ofVersion(mavenVersion, basedir, localRepositoryPath)
    assert maven.run('deploy', '-Dmaven.deploy.skip=true', '-Denv=local-resumed', '-Dextension.form=neither') != 0 : maven.output()
    assert maven.output().contains('Nothing is imported, because extension failed.')
    assert maven.output().contains('These modules wait for their import: addon, base into local-resumed.')
    assert maven.run('-r', 'deploy', '-Dmaven.deploy.skip=true', '-Denv=local-resumed') == 0 : maven.output()
    assert maven.output().contains('Built before, and imported with the modules of this build: addon, base')
    assert maven.output().count(': installed in ') == 3
}
return true
