import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'base/src/main/solution')).type(PackageType.MANAGED)

def properties = new Properties()
properties['company.repository'] = new File(basedir, 'target/company repository').toURI().toString()
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }
return true
