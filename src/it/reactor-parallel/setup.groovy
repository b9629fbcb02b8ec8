import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'base/src/main/solution'))
SampleSolution.copyTo(new File(basedir, 'extension/src/main/solution'))
    .replace('Other/Solution.xml', '<UniqueName>ContosoTrips</UniqueName>', '<UniqueName>ContosoTripsExtension</UniqueName>')
return true
