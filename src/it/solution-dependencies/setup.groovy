import io.github.dataversealm.solution.testkit.ChoiceSolution
import io.github.dataversealm.solution.testkit.FileRepository

new ChoiceSolution('ContosoBase', '1.0.0.0')
    .needs('ctr_contosocore', 'ContosoCore (1.1.0.0)')
    .writeSources(new File(basedir, 'base/src/main/solution'))
new ChoiceSolution('ContosoApp', '1.0.0.0')
    .needs('ctr_contosobase', 'Active')
    .needs('ctr_contosotools', 'ContosoTools (1.0.0.0)')
    .needs('ctr_contososhared', 'Active')
    .writeSources(new File(basedir, 'app/src/main/solution'))

def group = 'com.contoso.depends'
def nowhere = FileRepository.dependency(group, 'nowhere', '1.0.0', '')
new FileRepository(new File(basedir, 'company repository'))
    .publish(group, 'core', '1.0.0', '', '', new ChoiceSolution('ContosoCore', '1.0.0.0'))
    .publish(group, 'core', '1.1.0', '', '', new ChoiceSolution('ContosoCore', '1.1.0.0'))
    .publish(group, 'tools', '1.0.0', nowhere, '', new ChoiceSolution('ContosoTools', '1.0.0.0'))
    .publish(group, 'tools', '1.1.0', nowhere, '', new ChoiceSolution('ContosoTools', '1.1.0.0'))
    .publish(group, 'tools', '2.0.0', '', '', new ChoiceSolution('ContosoTools', '2.0.0.0'))
    .publish(group, 'shared', '1.0.0', '', '', new ChoiceSolution('ContosoShared', '1.0.0.0'))
    .publish(group, 'base', '1.4.2', '', '', new ChoiceSolution('AnotherBase', '1.4.2.0'))

def properties = new Properties()
properties['company.repository'] = new File(basedir, 'company repository').toURI().toString()
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }
return true
