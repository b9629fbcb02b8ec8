import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'solution/src/main/solution'))
assert new File(basedir, 'solution/src/main/solution/WebResources/ctr_/trip/form.js').delete()
return true
