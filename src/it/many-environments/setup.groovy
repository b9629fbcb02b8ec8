import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'src/main/solution')).type(PackageType.MANAGED)
return true
