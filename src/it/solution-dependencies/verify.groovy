import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.testkit.BuildLog

def log = BuildLog.of(basedir)

// what the packages need is declared: nothing to tell
assert log.hasNot('no dependency brings')
assert log.hasNot('nothing in Contoso')
assert log.hasNot('too low')

// core by management, tools by its range, base from this build; shared is there and is not imported
assert log.has('Importing ContosoCore 1.1.0.0 (managed), ContosoTools 1.1.0.0 (managed), ContosoBase 1.4.2.0 (managed), ContosoApp 1.4.2.0 (managed) into local')
['ContosoShared 1.0.0.0', 'ContosoCore 1.1.0.0', 'ContosoTools 1.1.0.0', 'ContosoBase 1.4.2.0', 'ContosoApp 1.4.2.0'].each {
    assert log.count("$it: installed in") == 1
}
assert log.hasNot('AnotherBase')

// what dependencies bring is not missing: known from the sources of a module, from packed zips, and from what is provided
assert log.count('Nothing to check: the solutions are in the modules.') == 1
assert log.count('Checking src/main/solution') == 2
assert log.count('Checking target/app-1.4.2_managed.zip') == 1
assert log.has('There is no solution here to check: the solutions are in the modules.')
assert log.hasNot('meta-include-missingunmanageddependencies')

// the tree
[
    'com.contoso.depends:app:1.4.2: ContosoApp 1.4.2.0, installed 1.4.2.0',
    '+- com.contoso.depends:base:1.4.2: ContosoBase 1.4.2.0, installed 1.4.2.0',
    '|  \\- com.contoso.depends:core:1.1.0',
    '+- com.contoso.depends:tools:1.1.0, chosen from [1.0,2.0): ContosoTools 1.1.0.0, installed 1.1.0.0',
    '\\- com.contoso.depends:shared:1.0.0 provided: ContosoShared 1.0.0.0, installed 1.0.0.0',
].each { assert log.has(it) }
assert log.hasNot('nowhere')
assert log.has('ContosoCore 1.1.0.0 (managed): skip. Version 1.1.0.0 is installed, which is enough.')

// the bill says which version of a range the build was made with
def bill = new ObjectMapper().readTree(new File(basedir, 'app/target/solution/bom.json'))
def tools = bill.get('components').find { it.get('bom-ref').asText() == 'artifact:com.contoso.depends:tools' }
assert tools.get('version').asText() == '1.1.0'
assert tools.get('purl').asText().startsWith('pkg:maven/com.contoso.depends/tools@1.1.0')
assert tools.get('properties').any { it.get('name').asText() == 'dataverse:declaredVersion' && it.get('value').asText() == '[1.0,2.0)' }

// a range takes nothing above it
assert log.has('+- com.contoso.depends:tools:1.1.0, chosen from [1.0,2.0): ContosoTools 1.1.0.0, installed 2.0.0.0, too high')
assert log.has('com.contoso.depends:tools:1.1.0 (ContosoTools 1.1.0.0) of [1.0,2.0), needed by ContosoApp: 2.0.0.0 is installed, which is too high')
assert log.has('No import lowers what is installed.')
return true
