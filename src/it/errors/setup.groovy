import io.github.dataversealm.solution.testkit.SampleSolution

new File(basedir, 'no-zip.zip').text = 'This is a text.'
SampleSolution.copyTo(new File(basedir, 'elsewhere')).packTo(new File(basedir, 'trips.zip'))
return true
