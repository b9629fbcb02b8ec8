import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'managed/src/main/solution')).type(PackageType.MANAGED)
SampleSolution.copyTo(new File(basedir, 'both/src/main/solution')).type(PackageType.BOTH)
SampleSolution.copyTo(new File(basedir, 'other-packaging/src/main/solution')).type(PackageType.BOTH)

def properties = new Properties()
properties['altDeploymentRepository'] = 'company::' + new File(basedir, 'company repository').toURI()
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }
return true
