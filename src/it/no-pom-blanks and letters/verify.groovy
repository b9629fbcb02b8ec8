import io.github.dataversealm.solution.testkit.SampleSolution

assert SampleSolution.list(new File(basedir, "${context['folder']}/the sources")) == SampleSolution.list(new File(basedir, 'prepared'))
assert new File(basedir, "${context['folder']}/my trips.zip").isFile()
