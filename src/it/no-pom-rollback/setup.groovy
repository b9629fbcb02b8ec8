import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

def pom = { version -> """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.contoso.rollback</groupId>
  <artifactId>trips</artifactId>
  <version>$version</version>
  <packaging>dataverse-solution</packaging>
  <distributionManagement>
    <repository>
      <id>company</id>
      <url>\${company.repository}</url>
    </repository>
  </distributionManagement>
  <build>
    <plugins>
      <plugin>
        <groupId>io.github.dataversealm</groupId>
        <artifactId>solution-maven-plugin</artifactId>
        <version>\${plugin.version}</version>
        <extensions>true</extensions>
      </plugin>
    </plugins>
  </build>
</project>
""" }
['1.4.1', '1.5.0'].each { version ->
    def folder = new File(basedir, version)
    SampleSolution.copyTo(new File(folder, 'src/main/solution')).type(PackageType.MANAGED)
    new File(folder, 'pom.xml').text = pom(version)
}

// What operations has: no sources, and the list of what goes out together.
new File(basedir, 'set').mkdirs()
new File(basedir, 'set/pom.xml').text = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.contoso.rollback</groupId>
  <artifactId>set</artifactId>
  <version>7</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>com.contoso.rollback</groupId>
      <artifactId>trips</artifactId>
      <version>1.5.0</version>
      <type>dataverse-solution</type>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>io.github.dataversealm</groupId>
        <artifactId>solution-maven-plugin</artifactId>
        <version>\${plugin.version}</version>
      </plugin>
    </plugins>
  </build>
</project>
"""

// The newer release has one more web resource.
def script = new File(basedir, '1.5.0/src/main/solution/WebResources/ctr_/trip/form.js')
def described = new File(script.path + '.data.xml').getText('UTF-8')
def more = new File(script.parentFile, 'budget.js')
more.bytes = script.bytes
new File(more.path + '.data.xml').setText(described
        .replace('c4d82f60-9b17-4e35-a6f8-71e0b3d5294c', 'd5e93071-0c28-4f46-b709-82f1c4e6305d')
        .replace('C4D82F60-9B17-4E35-A6F8-71E0B3D5294C', 'D5E93071-0C28-4F46-B709-82F1C4E6305D')
        .replace('form.js', 'budget.js').replace('formjs', 'budgetjs').replace('Trip form', 'Budget'), 'UTF-8')
def manifest = new File(basedir, '1.5.0/src/main/solution/Other/Solution.xml')
def form = '<RootComponent type="61" schemaName="ctr_/trip/form.js" behavior="0" />'
manifest.setText(manifest.getText('UTF-8').replace(form, form.replace('form.js', 'budget.js') + '\n      ' + form), 'UTF-8')

// What the machine without a project has.
def older = new File(basedir, 'older/solution')
SampleSolution.copyTo(older).type(PackageType.MANAGED).replace('Other/Solution.xml', '<Version>1.0.0.0<', '<Version>1.4.1.0<')
        .packTo(new File(basedir, 'older_managed.zip'))

def properties = new Properties()
[
        'company.repository'     : new File(basedir, 'company repository').toURI(),
        'solution.localDirectory': new File(basedir, 'environment').canonicalPath,
        'solution.settingsFile'  : new File(basedir, '../../../src/it/deploy-local/local.json').canonicalPath,
].each { key, value -> properties[key] = value.toString() }
new File(basedir, 'rollback.properties').withOutputStream { properties.store(it, null) }
return true
