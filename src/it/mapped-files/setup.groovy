import io.github.dataversealm.solution.testkit.SampleSolution

['solution', 'from-artifact'].each {
    SampleSolution.copyTo(new File(basedir, "$it/src/main/solution"))
    assert new File(basedir, "$it/src/main/solution/WebResources/ctr_/trip/form.js").delete()
}
return true
