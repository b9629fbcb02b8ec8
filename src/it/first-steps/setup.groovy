import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

// What somebody exported from Dataverse: the unmanaged zip and its managed twin.
SampleSolution.copyTo(new File(basedir, 'target/as-in-dataverse')).type(PackageType.BOTH).packTo(new File(basedir, 'exported/ContosoTrips.zip'))
return true
