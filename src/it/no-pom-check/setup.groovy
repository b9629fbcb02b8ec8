import io.github.dataversealm.solution.testkit.SolutionZipBuilder

new SolutionZipBuilder().rootById(29, "{11111111-0000-0000-0000-0000000000ff}").write(new File(basedir, "Bad.zip").toPath())
return true
