import groovy.io.FileType
import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.ForgedRepository
import io.github.dataversealm.solution.testkit.SampleSolution

// The sources, and the same commit checked out in another place.
def sources = new File(basedir, '../../../src/it')
def copy = { File from, File to ->
    from.eachFileRecurse(FileType.FILES) { file ->
        def target = new File(to, from.toPath().relativize(file.toPath()).toString())
        target.parentFile.mkdirs()
        target.bytes = file.bytes
    }
}
copy(new File(basedir, 'builder'), new File(basedir, 'rebuilt'))
['builder', 'rebuilt'].each { place ->
    def folder = new File(basedir, place)
    SampleSolution.copyTo(new File(folder, 'base/src/main/solution')).type(PackageType.BOTH)
    copy(new File(sources, 'deploy-local/extension/src'), new File(folder, 'extension/src'))
    new File(folder, '.git').mkdirs()
    new File(folder, '.git/HEAD').text = 'ref: refs/heads/main\n'
    new File(folder, '.git/packed-refs').text = "${'4b825dc6' * 5} refs/heads/main\n"
}

// Maven 4 looks for what was built below the same root folder, which is no other machine.
[basedir, new File(basedir, 'builder'), new File(basedir, 'rebuilt')].each { new File(it, '.mvn').mkdirs() }

def write = { name, values ->
    def properties = new Properties()
    values.each { key, value -> properties[key] = value.toString() }
    new File(basedir, name).withOutputStream { properties.store(it, null) }
}
def company = new File(basedir, 'company repository')
def address = company.toURI()
write('builder.properties', ['company.repository': address])
write('other.properties', [
        'company.repository': address,
        'plugin.repository': localRepositoryPath.toURI(),
        'maven.repo.local': new File(basedir, 'other machine/repository'),
        'solution.settingsFile': new File(sources, 'deploy-local/local.json').canonicalPath,
])

// What somebody else has put into the repository.
def zip = new File(basedir, 'trips.zip')
def changed = new File(basedir, 'changed.zip')
SampleSolution.copyTo(new File(basedir, 'trips')).packTo(zip)
SampleSolution.copyTo(new File(basedir, 'changed')).replace('Other/Solution.xml', '<Version>1.0.0.0<', '<Version>1.0.0.1<').packTo(changed)
def name = { "com.contoso.machines:$it:1.0" }
ForgedRepository.in(company)
        .publish(name('plain'), zip)
        .publish(name('tampered'), changed).describe(name('tampered'), zip)
        .publish(name('unlisted') + ':extra', zip).describe(name('unlisted'), zip)
        .publish(name('exchanged'), zip).describe(name('exchanged'), name('plain'), zip) { it }
        .publish(name('renamed'), zip).describe(name('renamed'), name('renamed'), zip) { it.replace('"ContosoTrips"', '"ContosoTours"') }
        .publish(name('downgraded'), zip).publish('com.contoso.machines:downgraded:0.9', zip).describe('com.contoso.machines:downgraded:0.9', zip)
        .list(name('downgraded'), '0.9', '1.0')
        .publish(name('damaged'), zip).spoilChecksum(name('damaged'))
        .publish(name('unsigned'), zip).removeChecksum(name('unsigned'))

// A module for each way to be refused, and one that is not.
def modules = [
        'fine': 'com.contoso.machines:extension:1.4.2, com.contoso.machines:base:1.4.2',
        'absent': name('absent'), 'absent-classifier': 'com.contoso.machines:extension:1.4.2:unmanaged',
        'tampered': name('tampered'), 'unlisted': name('unlisted') + ':extra', 'exchanged': name('exchanged'),
        'renamed': name('renamed'), 'damaged': name('damaged'), 'unsigned': name('unsigned'),
        'range': 'com.contoso.machines:base:[1.0,2.0)', 'plain': name('plain'), 'required': name('plain'),
        'downgraded': name('downgraded'), 'present': name('downgraded'), 'production': name('plain'),
]
def parent = new File(basedir, 'refusals/pom.xml')
parent.parentFile.mkdirs()
parent.text = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.contoso.refusals</groupId>
  <artifactId>all</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <modules>${modules.keySet().collect { "<module>$it</module>" }.join('')}</modules>
</project>
"""
modules.each { module, artifact ->
    def pom = new File(basedir, "refusals/$module/pom.xml")
    pom.parentFile.mkdirs()
    pom.text = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>com.contoso.refusals</groupId>
    <artifactId>all</artifactId>
    <version>1</version>
  </parent>
  <artifactId>$module</artifactId>
  <packaging>pom</packaging>
  <build>
    <plugins>
      <plugin>
        <groupId>io.github.dataversealm</groupId>
        <artifactId>solution-maven-plugin</artifactId>
        <version>\${plugin.version}</version>
        <executions>
          <execution>
            <phase>verify</phase>
            <goals>
              <goal>plan</goal>
            </goals>
            <configuration>
              <artifact>$artifact</artifact>
              <verifyArtifacts>${module in ['required', 'present'] ? module : 'on'}</verifyArtifacts>
              ${module == 'production' ? '<environments><environment><id>local</id><production>true</production></environment></environments>' : ''}
            </configuration>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
"""
}
return true
