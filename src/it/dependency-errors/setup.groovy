import io.github.dataversealm.solution.testkit.ChoiceSolution
import io.github.dataversealm.solution.testkit.FileRepository

// ContosoCore was unmanaged where the app was exported, so its package does not name it.
new ChoiceSolution('ContosoApp', '1.0.0.0')
    .needs('ctr_contosobase', 'ContosoBase (1.2.0.0)')
    .needs('ctr_contosocore', 'Active')
    .needs('ctr_contosoother', 'ContosoOther (1.0.0.0)')
    .needs('ctr_partnerapp', 'PartnerApp (3.0.0.0)')
    .writeSources(new File(basedir, 'src/main/solution'))
new ChoiceSolution('PartnerApp', '3.0.0.0').writeZip(new File(basedir, 'partner/PartnerApp_managed.zip').toPath())

def group = 'com.contoso.errors'
def core = { FileRepository.dependency(group, 'core', it, '') }
new FileRepository(new File(basedir, 'company repository'))
    .publish(group, 'core', '1.0.0', '', '', new ChoiceSolution('ContosoCore', '1.0.0.0'))
    .publish(group, 'core', '1.1.0', '', '', new ChoiceSolution('ContosoCore', '1.1.0.0'))
    .publish(group, 'base', '1.0.0', core('1.0.0'), '', new ChoiceSolution('ContosoBase', '1.0.0.0').needs('ctr_contosocore', 'ContosoCore (1.0.0.0)'))
    .publish(group, 'base', '1.2.0', core('1.1.0'), '', new ChoiceSolution('ContosoBase', '1.2.0.0').needs('ctr_contosocore', 'ContosoCore (1.1.0.0)'))
    .publish(group, 'extra', '1.0.0', core('1.0.0'), '', new ChoiceSolution('ContosoExtra', '1.0.0.0'))
    .publish(group, 'other', '1.0.0', '', '', new ChoiceSolution('ContosoOther', '1.0.0.0'))

def properties = new Properties()
properties['company.repository'] = new File(basedir, 'company repository').toURI().toString()
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }
return true
