import io.github.dataversealm.solution.testkit.SolutionZipBuilder

new SolutionZipBuilder().version("one").write(new File(basedir, "Bad.zip").toPath())
return true
