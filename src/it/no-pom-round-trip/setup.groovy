import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'prepared'))
    .packTo(new File(basedir, 'first.zip'))
    .replace('Roles/Trip Requester.xml', 'Asks for trips', 'Asks for business trips')
    .packTo(new File(basedir, 'second.zip'))
return true
