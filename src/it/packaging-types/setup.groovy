import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'managed/src/main/solution')).type(PackageType.MANAGED)
SampleSolution.copyTo(new File(basedir, 'both/src/main/solution')).type(PackageType.BOTH)
SampleSolution.copyTo(new File(basedir, 'other-packaging/src/main/solution')).type(PackageType.BOTH)
return true
