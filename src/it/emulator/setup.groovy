import io.github.dataversealm.solution.testkit.SolutionZipBuilder

new SolutionZipBuilder().write(new File(basedir, "Clean.zip").toPath())
return true
