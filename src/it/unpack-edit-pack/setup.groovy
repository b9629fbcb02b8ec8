import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'target/as-in-dataverse')).packTo(new File(basedir, 'exported/ContosoTrips.zip'))
return true
